def f(path, mode, *arguments, **options):
    open(path, mode)
    open(path, *arguments)
    open(path, **options)
    return open(path, "r" + mode)
