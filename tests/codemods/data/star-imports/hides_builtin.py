from math import *

if __name__ == "__main__":
    print(pow(2, 3), abs(-1))
# output
from math import pow

if __name__ == "__main__":
    print(pow(2, 3), abs(-1))
