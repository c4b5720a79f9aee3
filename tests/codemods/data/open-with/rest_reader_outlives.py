import csv


def f(path):
    file = open(path)
    rows = csv.reader(file)
    return rows


def g(path):
    file = open(path)
    return csv.reader(file)
