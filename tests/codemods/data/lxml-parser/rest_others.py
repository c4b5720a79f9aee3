import xml.etree.ElementTree as etree
from lxml import html, objectify
from lxml.etree import HTMLParser

a = etree.parse(source)
b = html.parse(source)
c = objectify.parse(source)
d = HTMLParser()
