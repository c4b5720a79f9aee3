import sqlite3

base = sqlite3.connect("shop.db")


def find(name: str, day: str):
    base.execute(
        "SELECT * FROM users "
        "WHERE name = '%s' "  # theirs
        "AND share > '5%%'" % name
    )
    base.execute(
        "SELECT * FROM users "
        "WHERE name = '{}' AND day = '{day}'".format(name, day=day),
    )
    base.execute((r"DELETE FROM users WHERE name = '%s'" % (name)))
    base.execute('DELETE FROM users WHERE name = "a" AND day = \'%s\'' % day)
    base.execute(f"""
        SELECT * FROM users
        WHERE name = '{name}' AND day = '{day}'
    """)
    base.execute(("DELETE FROM users " "WHERE name = '" + name + "'"))
    base.execute("DELETE FROM users WHERE name = '{}'" .format(name), )
# output
import sqlite3

base = sqlite3.connect("shop.db")


def find(name: str, day: str):
    base.execute(
        "SELECT * FROM users "
        "WHERE name = ? "  # theirs
        "AND share > '5%'",
        (name,)
    )
    base.execute(
        "SELECT * FROM users "
        "WHERE name = ? AND day = ?",
        (name, day),
    )
    base.execute((r"DELETE FROM users WHERE name = ?"), (name,))
    base.execute('DELETE FROM users WHERE name = "a" AND day = \'%s\'' % day)
    base.execute("""
        SELECT * FROM users
        WHERE name = ? AND day = ?
    """, (name, day))
    base.execute(("DELETE FROM users WHERE name = ?"), (name,))
    base.execute("DELETE FROM users WHERE name = ?", (name,), )
