def port(text):
    try:
        return int(text)
    except ValueError:
        raise SettingError(f"no port: {text}")
# output
def port(text):
    try:
        return int(text)
    except ValueError as error:
        raise SettingError(f"no port: {text}") from error
