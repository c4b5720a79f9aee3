from re import compile as make


def words(lines):
    while lines:
        pattern = make("a+")
        pattern.search(lines.pop())
# reported
# 6: "a+" is looked up in each pass of the loop in line 5
