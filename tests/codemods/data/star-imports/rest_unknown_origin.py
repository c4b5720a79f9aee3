from math import *

print(sqrt(2), somewhere)

if __name__ == "__main__":
    print(sqrt)
