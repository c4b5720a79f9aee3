import sys
import xml.etree.ElementTree as ET

tree = ET.fromstring(sys.stdin.read())
# output
import sys

import defusedxml.ElementTree

tree = defusedxml.ElementTree.fromstring(sys.stdin.read())
