"""A module."""


class Cart:
    """A cart."""

    def one(self):
        '''Return one.'''
        return 1  # here

    def two(self):
        """Return "two"."""
        return 2
# output
"""A module."""


class Cart:
    """A cart."""

    def one(self):
        """Return one."""
        return 1  # here

    def two(self):
        """Return "two"."""
        return 2
