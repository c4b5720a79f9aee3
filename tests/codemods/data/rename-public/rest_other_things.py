import app


class A:
    def readAll(self):
        return 1


class fileReader:
    pass


@app.task
def runTask():
    return 1


def setUpModule():
    return 1


def visit_FunctionDef(node):
    return node


def _readAll():
    return 1


maxSize = 3
