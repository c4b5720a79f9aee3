def price(line):
    return line.amount * line.price
    print("priced", line)
# output
def price(line):
    return line.amount * line.price
