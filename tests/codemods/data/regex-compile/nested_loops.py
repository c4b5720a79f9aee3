import re as r


def words(rows, table):
    for row in rows:
        for cell in row:
            r.sub("a", "b", cell)
        else:
            r.split(",", row)
# reported
# 7: "a" is looked up in each pass of the loop in line 6
# 9: "," is looked up in each pass of the loop in line 5
