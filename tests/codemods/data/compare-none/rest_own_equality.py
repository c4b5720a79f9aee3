class Null:
    def __eq__(self, other):
        return other is None


def f(null: Null, name: list):
    return null == None
