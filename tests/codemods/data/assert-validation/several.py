def area(width, height):
    assert width > 0 and height is not None, (
        "both are needed"
    )
    return width * height
# reported
# 2: `python -O` drops this check of `width`
