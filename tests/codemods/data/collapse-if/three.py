def f(a, b, c):
    if a:
        if b:
            if c:
                # all of them
                print(
                    a,
                    b,
                )

                return """
        a
            b"""
    return None
# output
def f(a, b, c):
    if a and b and c:
        # all of them
        print(
            a,
            b,
        )

        return """
        a
            b"""
    return None
