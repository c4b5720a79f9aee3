def port(text):
    try:
        return int(text)
    except ValueError as e:
        raise SettingError(f"no port in {text}")  # type: ignore[no-untyped-call]
# output
def port(text):
    try:
        return int(text)
    except ValueError as e:
        raise SettingError(f"no port in {text}") from e  # type: ignore[no-untyped-call]
