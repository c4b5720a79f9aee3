from lxml import etree

a = etree.XMLParser(load_dtd=True)
b = etree.XMLParser(dtd_validation=validate)
c = etree.XMLParser(**options)
