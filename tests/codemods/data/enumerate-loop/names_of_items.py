from collections.abc import Sequence


def show(text: str, supplies: tuple, rows: Sequence[int], *things):
    for i in range(len(text)):
        print(text[i])
    for i in range(0, len(supplies)):
        print(supplies[i], f"{supplies[i]!r}", len(supplies))
    for i in range(len(rows)):
        cell = rows[i]
        print(i, cell)
    for i in range(len(things)):
        print(f"{i}: {things[i]}")
    return [rows[j] + 1 for j in range(len(rows)) if rows[j]]
# output
from collections.abc import Sequence


def show(text: str, supplies: tuple, rows: Sequence[int], *things):
    for item in text:
        print(item)
    for supply in supplies:
        print(supply, f"{supply!r}", len(supplies))
    for i, cell in enumerate(rows):
        print(i, cell)
    for i, thing in enumerate(things):
        print(f"{i}: {thing}")
    return [row + 1 for row in rows if row]
