def names(users):
    found = []
    for user in users:
        found.append(user.name)  # noqa: PERF401
    return found
