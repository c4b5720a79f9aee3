def others(rows, options, upwards):
    assert rows
    return (
        sorted(rows)[1],
        sorted(rows)[:1],
        sorted(rows, **options)[0],
        sorted(rows, reverse=upwards)[0],
        sorted(*rows)[0],
        list(rows),
        list(reversed(sorted(rows))),
        tuple(sorted(rows)),
    )
