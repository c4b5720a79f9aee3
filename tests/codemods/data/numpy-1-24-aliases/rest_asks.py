import numpy as np

if hasattr(np, "int"):
    kind = np.int
