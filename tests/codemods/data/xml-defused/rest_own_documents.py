import xml.etree.ElementTree as ET

a = ET.fromstring("<a/>")
b = ET.parse("settings.xml")
TEXT = "<a><b/></a>"
c = ET.XML(TEXT)
d = ET.tostring(ET.Element("a"))
