import cython


def total(rows: list):
    i: cython.Py_ssize_t
    found = 0
    for i in range(len(rows)):
        found += rows[i]
    return found
