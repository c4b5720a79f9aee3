def show(cart):
    itemCount = len(cart)
    allURLs = cart
    return f"{itemCount:>{itemCount}} of {cart['x']} {allURLs!r}" f"{[itemCount for _ in cart]}"
# output
def show(cart):
    item_count = len(cart)
    all_urls = cart
    return f"{item_count:>{item_count}} of {cart['x']} {all_urls!r}" f"{[item_count for _ in cart]}"
