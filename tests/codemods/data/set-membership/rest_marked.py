def check(value: str):
    return value in ["a", "b", "c"]  # noqa: PLR6201
