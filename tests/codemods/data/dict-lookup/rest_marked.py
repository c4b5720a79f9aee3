def has(table: dict, key):
    return key in table.keys()  # noqa: SIM118
