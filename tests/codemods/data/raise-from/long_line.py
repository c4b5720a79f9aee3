def port(text):
    try:
        return int(text)
    except ValueError:
        raise SettingError(f"there is no port in the text that was given: {text}")
# output
def port(text):
    try:
        return int(text)
    except ValueError as error:
        raise SettingError(
            f"there is no port in the text that was given: {text}"
        ) from error
