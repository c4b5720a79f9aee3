import numpy


def sums(rows: list[float], log):
    total = []
    for row in rows:
        log(row)
        if row > 1:
            total = numpy.append(total, row * 2.5)  # twice and a half
    # what came out
    print(total)
# output
import numpy


def sums(rows: list[float], log):
    total = []
    for row in rows:
        log(row)
        if row > 1:
            total.append(row * 2.5)  # twice and a half
    # what came out
    total = numpy.array(total, dtype=float)
    print(total)
