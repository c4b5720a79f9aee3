from lxml import etree

tree = etree.parse(source)
print(tree.docinfo.internalDTD)
