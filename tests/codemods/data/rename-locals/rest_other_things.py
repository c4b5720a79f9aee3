def a():
    import xmlParser
    from xml import domTree as treeOf

    def innerName():
        return 1

    class localClass:
        pass

    return xmlParser, treeOf, innerName, localClass


def b(value):
    try:
        value()
    except ValueError as badValue:
        return badValue
    match value:
        case [firstOne, *restOfIt]:
            return firstOne, restOfIt
        case {"a": 1, **restOfAll}:
            return restOfAll


def c(value):
    match value:
        case rowCount:
            return rowCount
