import json
import pickle


def f(path, data):
    text = open(path).read()
    lines = open(path, encoding="utf-8").read().strip().splitlines()[1:]
    open(path, "wb").write(data)
    pickle.dump(data, open(path, "wb"))
    for line in open(path):
        # each of them
        print(line)
        print("""
  text""")
    return json.load(open(path))
# output
import json
import pickle


def f(path, data):
    with open(path) as file:
        text = file.read()
    with open(path, encoding="utf-8") as file:
        lines = file.read().strip().splitlines()[1:]
    with open(path, "wb") as file:
        file.write(data)
    with open(path, "wb") as file:
        pickle.dump(data, file)
    with open(path) as file:
        for line in file:
            # each of them
            print(line)
            print("""
  text""")
    with open(path) as file:
        return json.load(file)
