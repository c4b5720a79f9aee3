import sqlite3

base = sqlite3.connect("shop.db")


def find(name: str, age, day: str):
    base.execute(f"SELECT * FROM users WHERE name = '{name}'")
    base.execute("SELECT * FROM users WHERE name='%s' AND age >= '%s'" % (name, age))
    base.execute("DELETE FROM users WHERE name = '%s'" % name)
    base.execute("UPDATE users SET name = '{}', day = '{}'".format(name, day))
    base.execute("UPDATE users SET name = '{n}' WHERE day < '{d}'".format(d=day, n=name))
    base.execute("SELECT * FROM users WHERE name = '" + name + "' AND day = '" + day + "'")
    base.execute(f"INSERT INTO users (name, age) VALUES ('{name}', '{age!s}')")
# output
import sqlite3

base = sqlite3.connect("shop.db")


def find(name: str, age, day: str):
    base.execute("SELECT * FROM users WHERE name = ?", (name,))
    base.execute("SELECT * FROM users WHERE name=? AND age >= ?", (name, str(age)))
    base.execute("DELETE FROM users WHERE name = ?", (name,))
    base.execute("UPDATE users SET name = ?, day = ?", (name, day))
    base.execute("UPDATE users SET name = ? WHERE day < ?", (name, day))
    base.execute("SELECT * FROM users WHERE name = ? AND day = ?", (name, day))
    base.execute("INSERT INTO users (name, age) VALUES (?, ?)", (name, str(age)))
