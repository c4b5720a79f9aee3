import re

PATTERN = re.compile("a+")


def words(line):
    for word in re.split(r"\s+", line):
        yield PATTERN.match(word)
    return re.search("a", line)
