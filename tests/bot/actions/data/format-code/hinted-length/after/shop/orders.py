def total(prices, rate):
    return sum(price * rate for price in prices if price is not None and price > 0), "net prices"
