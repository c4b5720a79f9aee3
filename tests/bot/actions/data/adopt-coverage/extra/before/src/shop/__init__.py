def total(prices):
    return sum(prices)


if __name__ == "__main__":
    total([])
