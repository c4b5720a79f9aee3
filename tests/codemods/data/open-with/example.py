import json


def load(path):
    file = open(path)
    text = file.read()
    file.close()
    return json.loads(text)
# output
import json


def load(path):
    with open(path) as file:
        text = file.read()
    return json.loads(text)
