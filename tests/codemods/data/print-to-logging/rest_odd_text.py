import logging


def load(path):
    print(f"Error \x25 {path}")
