class A:
    def fit(self, x, weights, n_jobs: int = 1, *more):
        r"""Fit \x.

        Parameters
        ----------
        x : array
            The data.
        weights : array
            What counts.

        Returns
        -------
        A
        """
        return self
# output
class A:
    def fit(self, x, weights, n_jobs: int = 1, *more):
        r"""Fit \x.

        Parameters
        ----------
        x : array
            The data.
        weights : array
            What counts.
        n_jobs : int, default 1

        Returns
        -------
        A
        """
        return self
