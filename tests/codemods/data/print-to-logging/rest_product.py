import json


def load(path):
    print(json.dumps(path))
    print("3 errors")
    print(path, "Error")
    print()


def summary(path):
    print("Error:", path)


def count(path):
    print("Error:")
    print("  one")
    print("=" * 20)


def blank(path):
    print("Error:", path)
    print()


def starred(path):
    print("Error:", *path)
