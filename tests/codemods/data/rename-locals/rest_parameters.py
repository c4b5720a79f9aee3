def load(fileName, *moreNames, **keyWords):
    fileName = fileName.strip()
    newName = fileName
    return newName


def second(path):
    first = lambda oldName: oldName
    return first(path)
