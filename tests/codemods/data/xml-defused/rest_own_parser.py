import xml.etree.ElementTree as ET
from xml.dom import minidom


def read(text, options):
    ET.fromstring(text, parser)
    ET.parse(text, parser=parser)
    ET.fromstring(text, **options)
    minidom.parse(text, bufsize=10)
