def _old(x):
    return x


if __name__ == "__main__":
    print(1)
# output
if __name__ == "__main__":
    print(1)
