import logging


def load(path, verbose=False, debug=0):
    if verbose and path:
        print("Warning: slow")
    while debug:
        print("Error:", path)
