import sqlite3

base = sqlite3.connect("shop.db")


def run(name, pool):
    pool.execute(f"job of {name}")
    base.execute(name)
    base.execute("update " + name)
    shell.execute("select '%s'" % name)
