import other
from math import *

__all__ = ["sqrt"] + other.__all__
print(sqrt(2))

if __name__ == "__main__":
    print(sqrt)
