from lxml import etree

a = etree.parse(source)  # noqa: S320
b = etree.parse(source)  # nosec B320
