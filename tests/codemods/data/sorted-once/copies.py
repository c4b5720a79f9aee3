def copies(rows, key):
    one = list(
        sorted(
            rows,
            key=key,  # the small ones first
        )
    )
    two = sorted(list(rows), reverse=True)
    three = list(sorted(row for row in rows))
    four = sorted(tuple(row.name for row in rows))
    return one, two, three, (list(sorted(four))), sorted(list(sorted(four)))
# output
def copies(rows, key):
    one = sorted(
        rows,
        key=key,  # the small ones first
    )
    two = sorted(rows, reverse=True)
    three = sorted(row for row in rows)
    four = sorted(row.name for row in rows)
    return one, two, three, (sorted(four)), sorted(sorted(four))
