from django.db import connection


def find(name: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
    connection.cursor().execute("DELETE FROM users WHERE name = '%s'" % name)
# output
from django.db import connection


def find(name: str):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    connection.cursor().execute("DELETE FROM users WHERE name = %s", (name,))
