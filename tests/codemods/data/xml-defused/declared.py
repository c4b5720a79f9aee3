import xml.etree.ElementTree as ET
from xml.dom import minidom
from xml.etree.ElementTree import Element, fromstring


def read(text, path):
    a = ET.parse(path).getroot()
    b = fromstring(text)
    c = minidom.parseString(
        text  # as sent
    )
    for _, element in ET.iterparse(path, events=("end",)):
        print(element)
    return a, b, c, Element("a")
# output
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import defusedxml.minidom


def read(text, path):
    a = defusedxml.ElementTree.parse(path).getroot()
    b = defusedxml.ElementTree.fromstring(text)
    c = defusedxml.minidom.parseString(
        text  # as sent
    )
    for _, element in defusedxml.ElementTree.iterparse(path, events=("end",)):
        print(element)
    return a, b, c, Element("a")
