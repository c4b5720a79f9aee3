def f(xs):
    for x in xs:
        if x:
            continue

            print(x)
            x = 1
        try:
            break
            x.a()
        except ValueError:
            raise

            return """
    text
"""

    return xs  

    for x in xs:
        x.b(
            1,
        )

    x = 3


def g():
    return 1
# output
def f(xs):
    for x in xs:
        if x:
            continue
        try:
            break
        except ValueError:
            raise

    return xs  


def g():
    return 1
