def a(make):
    newThing = make()  # noqa: N806
    oldThing = make()
    return newThing, oldThing


def b(make):
    newThing = make()  # pylint: disable=invalid-name
    return newThing
