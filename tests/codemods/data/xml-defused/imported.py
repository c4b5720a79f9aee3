import xml.sax

from defusedxml.common import DefusedXmlException


def read(stream, handler):
    try:
        xml.sax.parse(stream, handler, errorHandler=errors)
    except DefusedXmlException:
        return None
# output
import defusedxml.sax
from defusedxml.common import DefusedXmlException


def read(stream, handler):
    try:
        defusedxml.sax.parse(stream, handler, errorHandler=errors)
    except DefusedXmlException:
        return None
