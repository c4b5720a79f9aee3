"""Reports."""

import os

import pandas as pd
from shop import cart


class Report:
    def rows(self):
        return cart.rows(os.sep)

    def table(self):
        """Return a table."""
        # as wide as it must be
        def made(rows):
            return pd.DataFrame(rows)

        return made(self.rows()), [pd.NA for _ in "ab"]
# output
"""Reports."""

import os

from shop import cart


class Report:
    def rows(self):
        return cart.rows(os.sep)

    def table(self):
        """Return a table."""
        import pandas as pd

        # as wide as it must be
        def made(rows):
            return pd.DataFrame(rows)

        return made(self.rows()), [pd.NA for _ in "ab"]
