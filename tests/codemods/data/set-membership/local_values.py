def count(text: str):
    first = text[:1]
    size = len(text)
    return first in ["a", "b", "c"], size in [1, 2, 3], (first, size) in [1, 2, 3]
# output
def count(text: str):
    first = text[:1]
    size = len(text)
    return first in {"a", "b", "c"}, size in {1, 2, 3}, (first, size) in {1, 2, 3}
