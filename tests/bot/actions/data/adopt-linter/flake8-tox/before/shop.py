def total(prices):
    try:
        return sum(prices)
    except:
        print("no")
