import ruamel.yaml as ry


class Reader:
    def __init__(self):
        self._yaml = ry.YAML(typ='unsafe')

    def read(self, stream):
        return self._yaml.load(stream)
# output
import ruamel.yaml as ry


class Reader:
    def __init__(self):
        self._yaml = ry.YAML(typ='safe')

    def read(self, stream):
        return self._yaml.load(stream)
