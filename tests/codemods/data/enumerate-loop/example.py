def show(names: list[str], sizes: list[int]) -> None:
    for i in range(len(names)):
        print(i, names[i])
    for i in range(len(sizes)):
        print(sizes[i])
    line = 1
    for name in names:
        print(line, name)
        line += 1
# output
def show(names: list[str], sizes: list[int]) -> None:
    for i, name in enumerate(names):
        print(i, name)
    for size in sizes:
        print(size)
    for line, name in enumerate(names, start=1):
        print(line, name)
