from somewhere import Base


class Child(Base):
    def _hook(self):
        return 1


class Registered(dict, metaclass=type):
    def _hook2(self):
        return 1


if __name__ == "__main__":
    print(1)
