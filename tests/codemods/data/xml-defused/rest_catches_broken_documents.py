import xml.etree.ElementTree as ET
from xml.parsers.expat import ExpatError


def read(text):
    try:
        return ET.fromstring(text)
    except ET.ParseError:
        return None


def read_with_care(text):
    try:
        pass
    finally:
        try:
            with text:
                return ET.fromstring(text)
        except (KeyError, ExpatError):
            return None
