from lxml import etree

a = etree.XMLParser()
b = etree.XMLParser(remove_comments=True, resolve_entities=True)
c = etree.XMLParser(huge_tree=True)
d = etree.parse(source, etree.XMLParser())
# output
from lxml import etree

a = etree.XMLParser(resolve_entities=False)
b = etree.XMLParser(remove_comments=True, resolve_entities=False)
c = etree.XMLParser(huge_tree=True, resolve_entities=False)
d = etree.parse(source, etree.XMLParser(resolve_entities=False))
