import sys


def a(path):
    print("Error:", path, file=sys.stderr)


def b(path):
    print("Error:", path, end="")


def c(path):
    print("Error: one\nError: two")


def d(path):
    print("Error: ", path)
    print("\n--- next ---")
