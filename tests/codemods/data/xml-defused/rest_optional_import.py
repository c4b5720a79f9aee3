import xml.etree.ElementTree as ET

try:
    import defusedxml
except ImportError:
    defusedxml = None


def read(text):
    return ET.fromstring(text)
