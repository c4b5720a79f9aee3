from lxml import etree

a = etree.parse(source, parser)
b = etree.parse(source, parser=parser)
c = etree.XMLParser(resolve_entities=False)
d = etree.XMLParser(resolve_entities="internal")
e = etree.XMLParser(resolve_entities=resolve)
f = etree.fromstring(text, None)
