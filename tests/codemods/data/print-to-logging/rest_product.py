import json


def load(path):
    print(json.dumps(path))
    print("3 errors")
    print(path, "Error")
    print()


def summary(path):
    print("Errors:", path)


def count(path):
    print("Errors:")
    print("  one")
    print("=" * 20)
