TEMPLATE = "{} of {}"


def f(a, values):
    print(TEMPLATE.format(a, 1))
    print("{} {}".format(*values))
    print("{a}".format(**values))
    print("{} {}".format(a))
    print(b"%s" % a, "%s" % a, "%s %s" % values)
    return "{:{width}}".format(a, width=a["w"]["x"], unused=1)
