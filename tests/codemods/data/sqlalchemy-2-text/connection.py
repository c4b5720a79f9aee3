import sqlalchemy as sa

engine = sa.create_engine("sqlite://")
with engine.connect() as connection:
    rows = connection.execute("SELECT a FROM b")
with engine.begin() as connection2:
    connection2.execute("DELETE FROM b")
# output
import sqlalchemy as sa

engine = sa.create_engine("sqlite://")
with engine.connect() as connection:
    rows = connection.execute(sa.text("SELECT a FROM b"))
with engine.begin() as connection2:
    connection2.execute(sa.text("DELETE FROM b"))
