def f(one, two):
    print("{1} before {0}".format(one(), two()))
    print("{0} and {0}".format(one()))
    print("{b} before {a}".format(a=one(), b=two()))
