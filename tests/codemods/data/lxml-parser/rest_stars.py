from lxml import etree


def read(text, more):
    return etree.fromstring(text, **more)
