def port(text):
    try:
        return int(text)
    except (TypeError, ValueError) as problem:
        if text:
            raise errors.SettingError(text, problem)  # told
        raise KeyError
# output
def port(text):
    try:
        return int(text)
    except (TypeError, ValueError) as problem:
        if text:
            raise errors.SettingError(text, problem) from problem  # told
        raise KeyError from problem
