import xml.etree.ElementTree as ET


def read(text):
    return ET.fromstring(text)  # noqa: S314
