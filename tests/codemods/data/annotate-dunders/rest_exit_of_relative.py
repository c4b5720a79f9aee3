class File:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class Quiet(File):
    def __exit__(self, *args):
        self.close()
        return True
