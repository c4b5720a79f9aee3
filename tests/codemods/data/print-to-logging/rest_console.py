import argparse


def load(path):
    print("Error:", path)


def parse():
    return argparse.ArgumentParser()
