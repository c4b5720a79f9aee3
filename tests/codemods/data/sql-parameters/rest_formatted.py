import sqlite3

base = sqlite3.connect("shop.db")


def find(name, day):
    base.execute(f"SELECT * FROM users WHERE name = '{name!r}'")
    base.execute(f"SELECT * FROM users WHERE day = '{day:%Y}'")
    base.execute("SELECT * FROM users WHERE name = '{:>5}'".format(name))
    base.execute("SELECT * FROM users WHERE name = '%5s'" % name)
    base.execute("SELECT * FROM users WHERE name = '%(n)s'" % {"n": name})
    base.execute("SELECT * FROM users WHERE name = '%s' AND a = '%s'" % name)
    base.execute("SELECT * FROM users WHERE name = '{0.name}'".format(name))
