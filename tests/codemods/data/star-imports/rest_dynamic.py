from math import *

print(sqrt(2), eval("cos(2)"))

if __name__ == "__main__":
    print(sqrt)
