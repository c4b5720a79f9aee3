import os
import webbrowser


def f(path):
    browser = webbrowser.open(path)
    browser.close()
    fd = os.open(path, 0)
    os.close(fd)
    with open(path) as file:
        return file.read()
