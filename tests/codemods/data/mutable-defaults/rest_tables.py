def bound(n, table={
    "1": 100, "2": 70, "3": 53, "4": 40, "5": 31, "6": 23, "7": 16, "8": 10, "9": 5
}):
    return table[str(n)[0]]


def factorial(n, pair=[{0: 1}, {1: 1}]):
    kept = pair[n & 1]
    return kept.setdefault(n, n)
