from somewhere import Base


class Child(Base):
    def run(self):
        print("x")


class Local(dict):
    def update(self, other):
        print(other)


class _Parent:
    def run(self):
        print("x")


class _Kid(_Parent):
    def run(self):
        return 3


class Open:
    def run(self):
        print("x")
