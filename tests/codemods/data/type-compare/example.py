def flat(value):
    if type(value) == list:
        return [part for item in value for part in flat(item)]
    return [value]
# output
def flat(value):
    if type(value) is list:
        return [part for item in value for part in flat(item)]
    return [value]
