import sqlalchemy
from sqlalchemy import select

if sqlalchemy.__version__.startswith("1."):
    a = select([users])
else:
    a = select(users)
