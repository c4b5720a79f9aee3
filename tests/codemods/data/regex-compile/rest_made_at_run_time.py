import re


def words(lines, names):
    for line in lines:
        for name in names:
            yield re.search(name, line), re.search(f"{name}$", line)
