def copies(lines, rows):
    one = list()
    for line in lines:
        one.append(line)
    two: "list[int]" = []
    for row in sorted(rows):
        two.append(row)
    three = []
    for line in lines:
        three.append((line))
    for line in lines:
        print(line)
    return one, two, three
# output
def copies(lines, rows):
    one = list(lines)
    two: "list[int]" = sorted(rows)
    three = list(lines)
    for line in lines:
        print(line)
    return one, two, three
