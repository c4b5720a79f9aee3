import threading


class Pool:
    def currentThread(self): ...

    def f(self):
        return self.currentThread()


class collections:
    Mapping = dict


def f(value, threading):
    threading.currentThread()
    return isinstance(value, collections.Mapping)
