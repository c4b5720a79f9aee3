try:
    import numpy as np
except ImportError:
    import other as np

kept = np.float_
