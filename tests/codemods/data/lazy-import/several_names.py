import json
from sklearn.ensemble import (
    ExtraTreesClassifier,
    RandomForestClassifier as Forest,
)


def load(path):
    return json.load(path)


def fitted(rows):
    import math

    return Forest().fit(rows), ExtraTreesClassifier(), math.pi
# output
import json


def load(path):
    return json.load(path)


def fitted(rows):
    from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier as Forest
    import math

    return Forest().fit(rows), ExtraTreesClassifier(), math.pi
