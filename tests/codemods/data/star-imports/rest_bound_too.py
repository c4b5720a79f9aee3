from math import *

pi = 3
print(sqrt(2), pi)

if __name__ == "__main__":
    print(sqrt)
