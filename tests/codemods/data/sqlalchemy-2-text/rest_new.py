from sqlalchemy import create_engine, select, text

engine = create_engine("sqlite://")
with engine.connect() as connection:
    connection.execute(text("SELECT 1"))
    connection.execute(select(1))
