def check(value: str):
    return value in ["a", "b"] or value in ("a", "b", "c") or value in []
