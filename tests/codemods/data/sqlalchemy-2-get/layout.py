from sqlalchemy.orm import sessionmaker

Make = sessionmaker()
session = Make()
found = session.query(User).get(
    (1, 2),  # both keys
)
# output
from sqlalchemy.orm import sessionmaker

Make = sessionmaker()
session = Make()
found = session.get(
    User,
    (1, 2),  # both keys
)
