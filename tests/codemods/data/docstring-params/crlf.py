def f(new_name):
    """F.

    Args:
        newname: x
    """
    return new_name
# output
def f(new_name):
    """F.

    Args:
        new_name: x
    """
    return new_name
