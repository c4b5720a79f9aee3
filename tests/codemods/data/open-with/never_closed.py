import csv
import json


def f(path, out):
    f = open(path, "r", encoding="utf-8")

    # the head first
    head = f.readline()
    rows = [line for line in f if line]
    print(head, file=out)

    log = open(out, "w")
    print("done", file=log)
    json.dump(rows, log)
    return rows


def g(path):
    data = open(path, newline="")
    rows = csv.reader(data)
    for row in rows:
        print(row)
    return list()
# output
import csv
import json


def f(path, out):
    with open(path, "r", encoding="utf-8") as f:
        # the head first
        head = f.readline()
        rows = [line for line in f if line]
    print(head, file=out)

    with open(out, "w") as log:
        print("done", file=log)
        json.dump(rows, log)
    return rows


def g(path):
    with open(path, newline="") as data:
        rows = csv.reader(data)
        for row in rows:
            print(row)
    return list()
