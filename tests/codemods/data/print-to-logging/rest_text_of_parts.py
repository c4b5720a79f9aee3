import logging


def load(path):
    print("Error " "in:", path)
    print(f"Error {path}", path)
