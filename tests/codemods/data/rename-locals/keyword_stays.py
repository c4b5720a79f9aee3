def total(cart):
    priceSum = 0
    for x in cart:
        priceSum += x
    return {"priceSum": priceSum, **dict(sum=priceSum)}
# output
def total(cart):
    price_sum = 0
    for x in cart:
        price_sum += x
    return {"priceSum": price_sum, **dict(sum=price_sum)}
