import sqlite3

base = sqlite3.connect("shop.db")


async def find(name: str, day: str, names):
    base.execute("SELECT * FROM users WHERE name = '" + name + '\' AND day = 1')
    base.execute("SELECT * FROM users WHERE name = '" + f"{name}" + "'")
    base.execute("SELECT * FROM users WHERE name = '{' {}".format(name))
    base.execute("SELECT * FROM users WHERE name = '{}' {1}".format(name, day))
    base.execute("SELECT * FROM users WHERE name = '{}'".format(*names))
    base.execute("SELECT * FROM users WHERE name = '%s'" % (*names,))
    base.execute(f"SELECT * FROM users WHERE name = '{(a := name)}'")
    base.execute(f"SELECT * FROM users WHERE name = '{await ask(name)}'")
    base.execute(f"SELECT * FROM users WHERE name = `{name}`")
    base.execute(f"SELECT * FROM users WHERE name = '{name}' AND x = '")
    base.execute("SELECT * FROM users WHERE name = '" + (name % day) + "'", [])
    base.execute(text=f"SELECT * FROM users WHERE name = '{name}'")
