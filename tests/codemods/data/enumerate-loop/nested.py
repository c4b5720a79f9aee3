def show(table: list, others: list):
    for i in range(len(table)):
        for j in range(len(others)):
            print(i, table[i], j, others[j])
    return [table[k] + others[m] for k in range(len(table)) for m in range(len(others))]
# output
def show(table: list, others: list):
    for i, item in enumerate(table):
        for j, other in enumerate(others):
            print(i, item, j, other)
    return [item + other for item in table for other in others]
