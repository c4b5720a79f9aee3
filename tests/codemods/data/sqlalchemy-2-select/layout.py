from sqlalchemy import case, func, select

a = select([
    users.c.id,  # the key
    func.count(),
])
b = select(
    [
        users.c.id,
        users.c.name,
    ]
)
c = case(
    [
        (x, 1),
        (y, 2),
    ],
    else_=3,  # rest
)
# output
from sqlalchemy import case, func, select

a = select(
    users.c.id,  # the key
    func.count(),
)
b = select(
    users.c.id,
    users.c.name,
)
c = case(
    (x, 1),
    (y, 2),
    else_=3,  # rest
)
