import sqlite3

base = sqlite3.connect("shop.db")


def find(user, count: int):
    base.execute(f"SELECT * FROM users WHERE id = {user}")
    base.execute("SELECT * FROM users WHERE id = " + user)
    base.execute("SELECT * FROM users WHERE id = %s" % user)
    base.execute("SELECT * FROM users WHERE id = %d" % user)
    base.execute(f"SELECT * FROM users LIMIT {count}")
