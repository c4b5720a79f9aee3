def check(rows: list):
    first = any([
        row.open  # nobody has closed it
        for row in rows
    ])
    second = all(
        [
            row.open
            for row in rows
            # those of today
            if row.today
        ]
    )
    third = any([row.open for row in rows],)
    return first, second, third
# output
def check(rows: list):
    first = any(
        row.open  # nobody has closed it
        for row in rows
    )
    second = all(
        row.open
        for row in rows
        # those of today
        if row.today
    )
    third = any(row.open for row in rows)
    return first, second, third
