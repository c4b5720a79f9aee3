import sqlite3

base = sqlite3.connect("shop.db")


def find(name, ids):
    base.execute(f"SELECT * FROM users WHERE name LIKE '%{name}%'")
    base.execute(f"SELECT * FROM users WHERE name LIKE '{name}'")
    base.execute(f"SELECT * FROM users WHERE name = 'Mr {name}'")
    base.execute(f"SELECT * FROM users WHERE id IN ({ids})")
    base.execute(f"SELECT * FROM users WHERE id IN ({','.join(ids)})")
    base.execute(f"SELECT * FROM users WHERE day = DATE '{name}'")
    base.execute(f"SELECT * FROM users WHERE name = '{name}''s'")
    base.execute(f"SELECT * FROM users WHERE name = '{name}' COLLATE nocase")
