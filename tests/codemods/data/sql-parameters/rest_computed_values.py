import sqlite3

base = sqlite3.connect("shop.db")


def find(name):
    base.execute(f"SELECT * FROM {tables()(name)} WHERE name = 'x'")
    base.execute(f"SELECT * FROM {quote(name)} WHERE name = 'x'")
