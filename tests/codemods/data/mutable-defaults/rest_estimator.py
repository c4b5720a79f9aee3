from sklearn.base import BaseEstimator


class Scaler(BaseEstimator):
    def __init__(self, columns=[]):
        self.columns = columns
