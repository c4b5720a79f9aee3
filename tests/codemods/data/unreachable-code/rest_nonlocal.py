def counter():
    def step():
        nonlocal total
        total = 1

    return step
    total = 0
