import readline
import matplotlib.pyplot as plt
from mpl_toolkits.mplot3d import Axes3D
from sklearn.experimental import enable_iterative_imputer

from . import models


def f():
    return str(1)


def test_is_there():
    from shop.web import app
    import joblib

    assert str(1)
