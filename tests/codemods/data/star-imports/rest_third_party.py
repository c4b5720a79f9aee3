from math import *
from pylab import *

print(sqrt(2))

if __name__ == "__main__":
    print(sqrt)
