import sqlite3

base = sqlite3.connect("shop.db")


def find(name: str):
    base.execute("DELETE FROM users WHERE name = '" "%s'" % name)
    base.execute(f"DELETE FROM users WHERE name = '" f"{name}" "'")
# output
import sqlite3

base = sqlite3.connect("shop.db")


def find(name: str):
    base.execute("DELETE FROM users WHERE name = " "?", (name,))
    base.execute("DELETE FROM users WHERE name = " "?" "", (name,))
