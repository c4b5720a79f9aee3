def _area(width):
    assert width > 0


class _Shape:
    def area(self, width):
        assert width > 0


def outer():
    def area(width):
        assert width > 0

    return area
