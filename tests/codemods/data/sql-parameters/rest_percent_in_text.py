import psycopg2

cursor = psycopg2.connect(DSN).cursor()


def find(name):
    cursor.execute(f"SELECT * FROM users WHERE a LIKE 'x%' AND name = '{name}'")
    cursor.execute(f"SELECT * FROM {TABLE} WHERE name = '{name}'")


TABLE = "users"
