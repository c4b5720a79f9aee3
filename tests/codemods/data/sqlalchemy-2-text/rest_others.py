import sqlite3

import sqlalchemy

connection = sqlite3.connect(":memory:")
connection.execute("SELECT 1")


def run(session, cursor):
    session.execute("SELECT 1")
    cursor.execute("SELECT 1")
