import numpy as np


def join(rows, names: list[str]):
    found = np.array([])
    for row in rows:
        found = np.append(found, row)
    texts = np.array([])
    for name in names:
        texts = np.append(texts, name)
    return found, texts
