import sqlite3

base = sqlite3.connect("shop.db")


def find(name):
    query = f"SELECT * FROM users WHERE name = '{name}'"
    while base.execute(query):
        pass


def find_in_block(name):
    if name:
        sql = f"SELECT * FROM users WHERE name = '{name}'"
    base.execute(sql)


def find_named(name):
    if statement := f"SELECT * FROM users WHERE name = '{name}'":
        base.execute(statement)
