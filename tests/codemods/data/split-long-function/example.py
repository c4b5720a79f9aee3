def invoice(order, shop):
    # Check the order
    if order.customer is None:
        raise ValueError("an order needs a customer")
    if not order.lines:
        raise ValueError("an order needs lines")
    for line in order.lines:
        if line.amount <= 0:
            raise ValueError(f"amount of {line}")
        if line.price < 0:
            raise ValueError(f"price of {line}")

    # Add up the lines
    net = 0
    for line in order.lines:
        price = line.price
        if line.amount >= shop.many:
            price *= 1 - shop.discount
        if order.customer.is_member:
            price *= 1 - shop.member_discount
        net += price * line.amount

    # The letter
    letter = [
        shop.name,
        shop.street,
        shop.city,
        "",
        order.customer.name,
        order.customer.street,
        order.customer.city,
        "",
        f"order {order.number}",
        f"date {order.date}",
        f"net {net}",
        f"tax {net * shop.tax}",
        f"gross {net * (1 + shop.tax)}",
        "",
        "thank you",
        "",
        "With kind regards",
        shop.owner,
    ]
    return letter
# output
def invoice(order, shop):
    # Check the order
    _check_order(order)

    # Add up the lines
    net = _add_up_lines(order, shop)

    # The letter
    letter = [
        shop.name,
        shop.street,
        shop.city,
        "",
        order.customer.name,
        order.customer.street,
        order.customer.city,
        "",
        f"order {order.number}",
        f"date {order.date}",
        f"net {net}",
        f"tax {net * shop.tax}",
        f"gross {net * (1 + shop.tax)}",
        "",
        "thank you",
        "",
        "With kind regards",
        shop.owner,
    ]
    return letter


def _check_order(order):
    if order.customer is None:
        raise ValueError("an order needs a customer")
    if not order.lines:
        raise ValueError("an order needs lines")
    for line in order.lines:
        if line.amount <= 0:
            raise ValueError(f"amount of {line}")
        if line.price < 0:
            raise ValueError(f"price of {line}")


def _add_up_lines(order, shop):
    net = 0
    for line in order.lines:
        price = line.price
        if line.amount >= shop.many:
            price *= 1 - shop.discount
        if order.customer.is_member:
            price *= 1 - shop.member_discount
        net += price * line.amount
    return net
