import sqlalchemy as sa
from sqlalchemy.sql import select

a = sa.select([users])
b = select([users.c.id, *others]).where(users.c.id == 1)
c = select([])
d = sa.case([(x, 1), (y, 2)])
# output
import sqlalchemy as sa
from sqlalchemy.sql import select

a = sa.select(users)
b = select(users.c.id, *others).where(users.c.id == 1)
c = select()
d = sa.case((x, 1), (y, 2))
