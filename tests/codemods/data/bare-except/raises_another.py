def load(text):
    try:
        return parse(text)
    except:
        raise ValueError("no settings")
# output
def load(text):
    try:
        return parse(text)
    except Exception:
        raise ValueError("no settings")
