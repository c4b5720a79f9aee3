import sqlite3

base = sqlite3.connect("shop.db")


def find(name, day):
    base.execute(f"SELECT * FROM users WHERE name = '{name}' AND day = ?", (day,))
    base.execute(f"SELECT * FROM users WHERE name = '{name}' AND q = 'why?'")
    base.executescript(f"DELETE FROM users WHERE name = '{name}'")
    base.execute(f"DELETE FROM users WHERE name = '{name}' -- it's gone")
