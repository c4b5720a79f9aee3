def read(text):
    from xml.etree.ElementTree import fromstring

    return fromstring(text)
