from sqlalchemy import case, select

a = select([users.c.id], users.c.id == 1)
b = select([users.c.id], from_obj=[users])
c = select(columns=[users.c.id])
d = select([column for column in users.c])
e = case([(x, 1)], 2)
