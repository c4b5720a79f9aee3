import defusedxml.ElementTree as safe
from xml.etree import ElementTree


def read(answer):
    return ElementTree.fromstring(answer.text)
# output
import defusedxml.ElementTree as safe


def read(answer):
    return safe.fromstring(answer.text)
