from sqlalchemy import case, select

a = select(users.c.id, users.c.name)
b = case((x, 1), else_=2)
c = case({"a": 1}, value=users.c.id)
d = select(columns)
