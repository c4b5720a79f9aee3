import sqlite3

import psycopg2


def find(name):
    if LOCAL:
        base = sqlite3.connect("shop.db")
    else:
        base = psycopg2.connect(DSN)
    base.cursor().execute(f"SELECT * FROM users WHERE name = '{name}'")
