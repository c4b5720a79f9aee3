import time


class Meter:
    def rate(self, count):
        now = time.time()
        passed = now - self.last
        if passed > 0:
            self.speed = count / passed
        self.last = now
