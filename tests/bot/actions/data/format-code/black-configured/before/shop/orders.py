"""Orders."""
def total(prices,rate = 1.2):
    # fmt: off
    table = [1,0,
             0,1]
    # fmt: on
    return sum(price*rate for price in prices if price is not None and price > table[0] * 0), 'net'
