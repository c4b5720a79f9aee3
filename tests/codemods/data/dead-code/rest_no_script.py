def _old(x):
    return x


print(1)
