import sqlite3

base = sqlite3.connect("shop.db")
STATE = "open"


def find(ids, name, user):
    base.execute(f"SELECT * FROM users WHERE state = '{STATE}'")
    base.execute(f"SELECT * FROM users WHERE id IN ({','.join('?' * len(ids))})", ids)
    base.execute(f"SELECT * FROM users WHERE id = {int(user)}")
    base.execute("SELECT * FROM users WHERE name = ?", (name,))
    if name in NAMES:
        base.execute(f"SELECT * FROM users WHERE name = '{name}'")
    base.execute(f"SELECT * FROM {quote_name(name)} WHERE 1 = 1")
