def f(xs):
    for x in xs:
        if x is None:
            continue
        else:
            x.a()
            x.b()
            print(x)
    while xs:
        if not xs[0]:
            break
        # nothing to say
        else:
            for x in xs:
                print(
                    x,
                    # that is it
                    xs,
                )
        xs.pop()
# output
def f(xs):
    for x in xs:
        if x is None:
            continue
        x.a()
        x.b()
        print(x)
    while xs:
        if not xs[0]:
            break
        # nothing to say
        for x in xs:
            print(
                x,
                # that is it
                xs,
            )
        xs.pop()
