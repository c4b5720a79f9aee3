import numpy as np

kept = np.float_  # noqa: NPY201
