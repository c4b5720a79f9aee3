from lxml import etree

a = etree.parse()
b = etree.fromstring(text, *more)
c = etree.iterparse("a.xml")
