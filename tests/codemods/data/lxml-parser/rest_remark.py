from lxml import etree

a = etree.XMLParser(resolve_entities=True)  # the books use them
