import xml.etree.ElementTree as ET


def read(text):
    try:
        return ET.fromstring(text)
    except (ET.ParseError, ValueError):
        return None


def read_any(text):
    try:
        try:
            return ET.fromstring(text)
        except KeyError:
            return None
    except:
        return None


def write(text):
    try:
        text.close()
    except ET.ParseError:
        return ET.fromstring(text)
# output
import xml.etree.ElementTree as ET

import defusedxml.ElementTree


def read(text):
    try:
        return defusedxml.ElementTree.fromstring(text)
    except (ET.ParseError, ValueError):
        return None


def read_any(text):
    try:
        try:
            return defusedxml.ElementTree.fromstring(text)
        except KeyError:
            return None
    except:
        return None


def write(text):
    try:
        text.close()
    except ET.ParseError:
        return defusedxml.ElementTree.fromstring(text)
