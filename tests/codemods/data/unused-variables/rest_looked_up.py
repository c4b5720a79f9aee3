def f():
    try:
        pass
    except OSError as error:
        print("%(error)s" % locals())
