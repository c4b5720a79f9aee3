import numpy as np

a = np.zeros(3, np.float32)
b = a.astype(np.bool_)
