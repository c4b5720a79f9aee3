def area(width: int | str, height, name=None):
    assert isinstance(width, int)
    assert height is not None
    assert name is not None and height
    assert name.parts
    return width * height
