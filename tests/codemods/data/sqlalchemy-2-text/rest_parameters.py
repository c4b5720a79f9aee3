from sqlalchemy import create_engine

engine = create_engine("sqlite://")
with engine.connect() as connection:
    connection.execute("SELECT a FROM b WHERE c = ?", (1,))
    connection.execute("SELECT a FROM b WHERE c = :c", {"c": 1})
    connection.execute("SELECT a FROM b WHERE c LIKE 'x%%'")
    connection.execute(f"SELECT a FROM {table}")
    connection.execute("SELECT a FROM %s" % table)
