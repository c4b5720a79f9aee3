import sqlite3


class Shop:
    def __init__(self, base):
        self.base = base

    def find(self, name, other: "Base"):
        self.base.execute(f"DELETE FROM users WHERE name = '{name}'")
        other.execute(f"DELETE FROM users WHERE name = '{name}'")
        bases[0].execute(f"DELETE FROM users WHERE name = '{name}'")
        for base in bases:
            base.execute(f"DELETE FROM users WHERE name = '{name}'")


a = b
b = a
a.execute(f"DELETE FROM users WHERE name = '{input()}'")
