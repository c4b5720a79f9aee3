class Cart:
    def _total(self):
        return self._sum(1)

    def _sum(self, x):
        return x

    @staticmethod
    def _unused(x):
        return x

    @property
    def _size(self):
        return 3

    def show(self):
        return self._total()


class Empty:
    def _nothing(self, x):
        return x


if __name__ == "__main__":
    print(Cart, Empty)
# output
class Cart:
    def _total(self):
        return self._sum(1)

    def _sum(self, x):
        return x

    def show(self):
        return self._total()


class Empty:
    pass


if __name__ == "__main__":
    print(Cart, Empty)
