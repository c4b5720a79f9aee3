import numpy as np

if hasattr(np, "float_"):
    real = np.float_
else:
    real = np.float64

try:
    product = np.product
except AttributeError:
    product = np.prod

inf = np.Inf if np.__version__ < "2" else np.inf
