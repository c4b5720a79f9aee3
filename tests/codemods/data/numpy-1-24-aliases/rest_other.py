import jax.numpy as np

kind = np.int
