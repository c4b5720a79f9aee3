import numpy as np


class Meter:
    def read(self, count: int):
        values = np.array([])
        start = self.start()
        for number in range(count):
            values = np.append(values, float(number))

        if start:
            return values.mean()
        return values
# output
import numpy as np


class Meter:
    def read(self, count: int):
        values = []
        start = self.start()
        for number in range(count):
            values.append(float(number))

        values = np.array(values, dtype=float)
        if start:
            return values.mean()
        return values
