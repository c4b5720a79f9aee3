_maxSize = 3
_allURLs: list = []


class _fileReader:
    size = _maxSize

    def read(self) -> "int":
        return super(_fileReader, self).read() + len(_allURLs)


class More(_fileReader):
    pass

if __name__ == "__main__":
    print(1)
# output
_max_size = 3
_all_urls: list = []


class _FileReader:
    size = _max_size

    def read(self) -> "int":
        return super(_FileReader, self).read() + len(_all_urls)


class More(_FileReader):
    pass

if __name__ == "__main__":
    print(1)
