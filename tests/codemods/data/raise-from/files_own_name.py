def a(text):
    try:
        return int(text)
    except ValueError as exc:
        print(exc)


def b(text):
    try:
        return int(text)
    except ValueError:
        raise KeyError(text)
# output
def a(text):
    try:
        return int(text)
    except ValueError as exc:
        print(exc)


def b(text):
    try:
        return int(text)
    except ValueError as exc:
        raise KeyError(text) from exc
