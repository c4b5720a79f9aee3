def b(text, error):
    exc = 1
    try:
        return int(text)
    except (
        ValueError  # the text: no number
    ):
        raise KeyError(error, exc)
# output
def b(text, error):
    exc = 1
    try:
        return int(text)
    except (
        ValueError  # the text: no number
    ) as err:
        raise KeyError(error, exc) from err
