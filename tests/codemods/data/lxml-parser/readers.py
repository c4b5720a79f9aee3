import lxml.etree
from lxml import etree as ET
from lxml.etree import fromstring


def read(source, text):
    a = ET.parse(source)
    b = lxml.etree.fromstring(text, base_url=url)
    c = fromstring(text).find("a")
    d = ET.XML(
        text,
    )
    return a, b, c, d
# output
import lxml.etree
from lxml import etree as ET
from lxml.etree import fromstring


def read(source, text):
    a = ET.parse(source, parser=ET.XMLParser(resolve_entities=False))
    b = lxml.etree.fromstring(text, base_url=url, parser=lxml.etree.XMLParser(resolve_entities=False))
    c = fromstring(text, parser=ET.XMLParser(resolve_entities=False)).find("a")
    d = ET.XML(
        text,
        parser=ET.XMLParser(resolve_entities=False),
    )
    return a, b, c, d
