def f(one, two):
    print("{} then {}".format(one(), two()))
    return "{a} then {b}".format(a=one(), b=two())
# output
def f(one, two):
    print(f"{one()} then {two()}")
    return f"{one()} then {two()}"
