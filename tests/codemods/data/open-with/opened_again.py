def f(a, b):
    f = open(a)
    x = f.read()
    f.close()
    f = open(
        b,
        "w",
    )
    # the answer
    f.write(
        x
    )
    f.close()
    return x
# output
def f(a, b):
    with open(a) as f:
        x = f.read()
    with open(
        b,
        "w",
    ) as f:
        # the answer
        f.write(
            x
        )
    return x
