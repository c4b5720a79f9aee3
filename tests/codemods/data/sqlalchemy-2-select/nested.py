from sqlalchemy import exists, select

a = select([select([users.c.id]).scalar_subquery(), exists(select([users]))])
# output
from sqlalchemy import exists, select

a = select(select(users.c.id).scalar_subquery(), exists(select(users)))
