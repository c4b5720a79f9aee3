def load(text, later):
    try:
        return parse(text)
    except:

        def again():
            raise

        later(again)
# output
def load(text, later):
    try:
        return parse(text)
    except Exception:

        def again():
            raise

        later(again)
