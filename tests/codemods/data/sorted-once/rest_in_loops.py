def show(rows, others):
    for other in others:
        for row in sorted(rows):
            print(other, row)
