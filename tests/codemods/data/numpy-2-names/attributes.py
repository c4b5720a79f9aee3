import numpy as np
import numpy

best = np.Inf
kinds = [np.float_, np.complex_, numpy.unicode_]
total = np.product(np.cumproduct([1, 2]))
low = -np.NINF
lower = [np.NINF, np.PINF]
zero = np.NZERO
m = np.mat("1 2; 3 4")
# output
import numpy as np
import numpy

best = np.inf
kinds = [np.float64, np.complex128, numpy.str_]
total = np.prod(np.cumprod([1, 2]))
low = -(-np.inf)
lower = [-np.inf, np.inf]
zero = -0.0
m = np.asmatrix("1 2; 3 4")
