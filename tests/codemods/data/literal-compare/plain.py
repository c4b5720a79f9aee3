def f(name, number):
    return name is "admin" or number is not 300
# output
def f(name, number):
    return name == "admin" or number != 300
