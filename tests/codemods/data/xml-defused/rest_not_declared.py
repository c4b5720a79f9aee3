import sys
import xml.etree.ElementTree as ET

from flask import request


def read(text):
    return ET.fromstring(text), ET.fromstring(request.data), ET.parse(sys.argv[1])
