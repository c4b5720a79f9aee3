def a(make):
    newThing = make(1,
                    2)
    return newThing


def b(make, something, another, argument_of_that):
    newThing = make(something, another, argument_of_that, something, another, 1, 222222)
    return newThing
