def f(x):
    if False:
        x.a()
    print(x)
    if (0):
        print("0")
# output
def f(x):
    print(x)
