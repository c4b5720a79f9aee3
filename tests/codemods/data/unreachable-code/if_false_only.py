class C:
    if 0:
        x = 1
# output
class C:
    pass
