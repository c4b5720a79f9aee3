import re


def numbers(lines):
    for line in lines:
        if re.search(r"^\d+$", line):
            yield int(line)
# reported
# 6: r"^\d+$" is looked up in each pass of the loop in line 5
