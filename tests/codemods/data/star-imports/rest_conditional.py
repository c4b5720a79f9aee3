try:
    from math import *
except ImportError:
    from cmath import *

print(sqrt(2))

if __name__ == "__main__":
    print(sqrt)
