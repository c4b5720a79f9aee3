from os import *

print(fork())

if __name__ == "__main__":
    print(sqrt)
