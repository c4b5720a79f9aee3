def names(users):
    found = []
    for user in users:
        if user.active:
            found.append(user.name)
    return found
# output
def names(users):
    found = [user.name for user in users if user.active]
    return found
