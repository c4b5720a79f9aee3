from shop import connect
from sqlalchemy import text


def find(cursor, session, name):
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
    connect().execute(f"SELECT * FROM users WHERE name = '{name}'")
    session.execute(text(f"SELECT * FROM users WHERE name = '{name}'"))
