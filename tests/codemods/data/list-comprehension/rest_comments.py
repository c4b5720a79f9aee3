def names(users):
    found = []  # in order
    for user in users:
        found.append(user.name)
    more = []
    for user in users:
        # those without a name too
        more.append(user.name)
    return found, more
