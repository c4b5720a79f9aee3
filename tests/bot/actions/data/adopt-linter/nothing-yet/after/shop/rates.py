def rate():
    return unknown
