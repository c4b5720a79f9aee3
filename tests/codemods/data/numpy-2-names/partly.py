import numpy as np


def smaller(a, kind):
    # the first of both
    if not np.alltrue(a):  # any that is nought
        return np.find_common_type([kind], [np.float_])
    return np.round_(
        a,
        2,  # digits
    )
# output
import numpy as np


def smaller(a, kind):
    # the first of both
    if not np.all(a):  # any that is nought
        return np.find_common_type([kind], [np.float64])
    return np.round(
        a,
        2,  # digits
    )
