def port(text, strict):
    try:
        return int(text)
    except ValueError:
        if strict:
            raise KeyError(text)
        else:
            raise LookupError(text)
# output
def port(text, strict):
    try:
        return int(text)
    except ValueError as error:
        if strict:
            raise KeyError(text) from error
        else:
            raise LookupError(text) from error
