def f(one, two):
    print("{} then {}".format(one(), str(two)))
    return "{a} then {b}".format(a=one(), b=two)
# output
def f(one, two):
    print(f"{one()} then {str(two)}")
    return f"{one()} then {two}"
