if __name__ == "__main__":
    print(1)


def _first(x):
    return x


def _last(x):
    return x
# output
if __name__ == "__main__":
    print(1)
