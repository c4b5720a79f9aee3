def total(cart):
    if not cart.lines:
        return 0
    else:
        prices = [line.price for line in cart.lines]
        discount = cart.discount or 0
        return sum(prices) - discount
# output
def total(cart):
    if not cart.lines:
        return 0
    prices = [line.price for line in cart.lines]
    discount = cart.discount or 0
    return sum(prices) - discount
