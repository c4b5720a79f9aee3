import glob as re


def words(lines):
    for line in lines:
        re.search("a", line)
        line.split("a")
