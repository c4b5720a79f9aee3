from pathlib import Path

from lxml import etree

a = etree.fromstring("<a><b/></a>")
b = etree.parse("schema.xml")
c = etree.XML(f"<a n='{len(names)}'/>")
d = etree.parse(str(Path(__file__).parent / "schema.xml"))
