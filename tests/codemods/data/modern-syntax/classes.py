class Shop(object):
    """A shop."""

    def __init__(self, name):
        super(Shop, self).__init__()
        self.name = name


class Inner(Shop, object): ...


class Plain(): ...  # nothing yet
# output
class Shop:
    """A shop."""

    def __init__(self, name):
        super().__init__()
        self.name = name


class Inner(Shop): ...


class Plain: ...  # nothing yet
