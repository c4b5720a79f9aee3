from lxml import etree as ET
from defusedxml.ElementTree import parse


def read(text):
    return ET.fromstring(text), parse(text)
