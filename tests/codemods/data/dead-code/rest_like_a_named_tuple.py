class Point:
    def __init__(self, x):
        self.x = x

    def _asdict(self):
        return {"x": self.x}


print(Point(1))
