def total(cart):
    # discount = cart.customer.discount(cart)
    # return sum(cart.prices) - discount
    return sum(cart.prices)
# reported
# 2: this looks like code: `discount = cart.customer.discount(cart)`
