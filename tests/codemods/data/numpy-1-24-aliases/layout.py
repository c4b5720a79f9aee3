import numpy as np

a = np.zeros(
    3,
    dtype=np.complex,  # two floats
)
# output
import numpy as np

a = np.zeros(
    3,
    dtype=complex,  # two floats
)
