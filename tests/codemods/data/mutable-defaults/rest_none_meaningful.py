def limit(rows, columns=[]):
    if columns is None:
        return rows
    return [row[column] for row in rows for column in columns]


def pick(rows=[]):
    return rows or load()


def kept(rows=[1]):
    if not rows:
        return None
    return rows


def matched(rows=[]):
    match rows:
        case None:
            return 0
        case _:
            return 1


def printed(rows=[]):
    return len(rows)


printed(None)
