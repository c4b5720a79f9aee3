items = [1, 2]
print("{} {}".format(items, items.pop()))
print("{left} of {all}".format(left=items, all=take(items)))
print("{} then {}".format(one(), two()))
