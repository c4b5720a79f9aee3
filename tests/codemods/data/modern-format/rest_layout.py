def f(a):
    text = (
        "{} is the first of several lines of a text"
        " and {} is the second".format(a, a)
    )
    return text + "{}{}".format(
        a,  # the first
        a,
    )
