import sqlite3

base = sqlite3.connect("shop.db")


def find(table, column, name, order):
    base.execute(f"SELECT * FROM {table}")
    base.execute(f"SELECT {column} FROM users WHERE name = '{name}'")
    base.execute("SELECT * FROM users ORDER BY " + order)
    base.execute(f'SELECT * FROM "{table}" WHERE 1 = 1')
    base.execute(f"SELECT '{name}' FROM users")
    base.execute(f"CREATE TABLE {table} (a TEXT DEFAULT '{name}')")
