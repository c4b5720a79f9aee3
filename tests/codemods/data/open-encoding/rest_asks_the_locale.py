import locale


def f(path):
    text = open(path).read()
    return text, locale.getpreferredencoding(False)
