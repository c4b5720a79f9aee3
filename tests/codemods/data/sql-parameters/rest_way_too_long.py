import sqlite3

base = sqlite3.connect("shop.db")


def find(name):
    query = f"SELECT * FROM users WHERE name = '{name}'"
    name = name.lower()
    base.execute(query)


def find_twice(name):
    query = f"SELECT * FROM users WHERE name = '{name}'"
    base.execute(query)
    print(query)


def find_some(name):
    query = "SELECT * FROM users"
    if name:
        query = f"SELECT * FROM users WHERE name = '{name}'"
    base.execute(query)
