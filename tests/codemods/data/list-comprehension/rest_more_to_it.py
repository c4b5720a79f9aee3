def names(users, start):
    found = [start]
    for user in users:
        found.append(user)
    one = []
    print(start)
    for user in users:
        one.append(user)
    two = []
    for user in users:
        two.append(user)
        print(user)
    three = []
    for user in users:
        three.append(user)
    else:
        print(three)
    four = []
    for user in users:
        if user:
            four.append(user)
        else:
            print(user)
    return found, one, two, three, four
