def f(a, b, c):
    one = "{} of {:>5} and {!r}".format(a, b, c)
    two = "{0}-{1}-{0}".format(a, b)
    three = "{a.name} {b[0]} {c[key]}".format(a=a, b=b, c=c)
    four = "{{literal}} {}".format(a)
    five = r"\d{}".format(a)
    return "{}".format(
        a
    )
# output
def f(a, b, c):
    one = f"{a} of {b:>5} and {c!r}"
    two = f"{a}-{b}-{a}"
    three = f"{a.name} {b[0]} {c['key']}"
    four = f"{{literal}} {a}"
    five = rf"\d{a}"
    return f"{a}"
