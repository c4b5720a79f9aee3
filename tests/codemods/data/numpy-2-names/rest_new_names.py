import numpy as np
from numpy import inf, nan

best = max(inf, nan, np.inf)
kind = np.float64
other.float_ = 1
print(other.float_, "np.float_")
