def _readAll(path):
    return globals()[path]

if __name__ == "__main__":
    print(1)
