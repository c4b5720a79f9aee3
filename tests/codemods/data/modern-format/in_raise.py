def f(name):
    raise ValueError("no {} here".format(name))  # found by hand
# output
def f(name):
    raise ValueError(f"no {name} here")  # found by hand
