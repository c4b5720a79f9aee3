from math import *

if __name__ == "__main__":
    print(acos, asin, atan, atan2, ceil, copysign, cos, cosh, degrees, erf, exp, pi, tau)
# output
from math import (
    acos,
    asin,
    atan,
    atan2,
    ceil,
    copysign,
    cos,
    cosh,
    degrees,
    erf,
    exp,
    pi,
    tau,
)

if __name__ == "__main__":
    print(acos, asin, atan, atan2, ceil, copysign, cos, cosh, degrees, erf, exp, pi, tau)
