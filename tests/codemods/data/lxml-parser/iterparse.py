from lxml import etree


def count(path):
    return sum(1 for _ in etree.iterparse(path, events=("end",), tag="item"))
# output
from lxml import etree


def count(path):
    return sum(1 for _ in etree.iterparse(path, events=("end",), tag="item", resolve_entities=False))
