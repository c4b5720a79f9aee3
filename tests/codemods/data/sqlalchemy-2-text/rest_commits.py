from sqlalchemy import create_engine

engine = create_engine("sqlite://")
engine.execute("SELECT 1")
connection = engine.connect()
connection.execute("INSERT INTO a VALUES (1)")
