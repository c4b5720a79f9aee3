import sqlite3


class Shop:
    def __init__(self):
        self.base = sqlite3.connect("shop.db")

    def find(self, name: str):
        query = f"SELECT * FROM users WHERE name = '{name}'"
        cursor = self.base.cursor()
        cursor.execute(query)
        return cursor.fetchall()

    def remove(self, name: str):
        query: str = "DELETE FROM users WHERE name = '%s'" % name
        return self.base.execute(query)
# output
import sqlite3


class Shop:
    def __init__(self):
        self.base = sqlite3.connect("shop.db")

    def find(self, name: str):
        query = "SELECT * FROM users WHERE name = ?"
        cursor = self.base.cursor()
        cursor.execute(query, (name,))
        return cursor.fetchall()

    def remove(self, name: str):
        query: str = "DELETE FROM users WHERE name = ?"
        return self.base.execute(query, (name,))
