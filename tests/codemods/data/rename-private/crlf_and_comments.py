def _readAll(path):  # all of it
    return path


x = (
    _readAll  # here
    (1)
)

if __name__ == "__main__":
    print(1)
# output
def _read_all(path):  # all of it
    return path


x = (
    _read_all  # here
    (1)
)

if __name__ == "__main__":
    print(1)
