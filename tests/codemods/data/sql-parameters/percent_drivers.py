import MySQLdb
import psycopg2
from django.db import connection


def find(name, day):
    with psycopg2.connect(DSN) as base, base.cursor() as cursor:
        cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
        cursor.execute("SELECT * FROM users WHERE name = '%s'" % str(name))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM users WHERE day = '{}'".format(day))
    MySQLdb.connect().cursor().execute(f"DELETE FROM users WHERE name IN ('{name}', 'x')")
# output
import MySQLdb
import psycopg2
from django.db import connection


def find(name, day):
    with psycopg2.connect(DSN) as base, base.cursor() as cursor:
        cursor.execute("SELECT * FROM users WHERE name = %s", (str(name),))
        cursor.execute("SELECT * FROM users WHERE name = %s", (str(name),))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM users WHERE day = %s", (str(day),))
    MySQLdb.connect().cursor().execute("DELETE FROM users WHERE name IN (%s, 'x')", (str(name),))
