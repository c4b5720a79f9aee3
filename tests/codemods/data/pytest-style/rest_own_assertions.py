from shop.testing import ShopTest


class Base:
    def assert_(self, value): ...


class Test(Base):
    def test(self):
        self.assert_(1)


class Other(ShopTest):
    def test(self):
        self.assertEquals(1, 1)


def check(case):
    case.assertEquals(1, 1)
