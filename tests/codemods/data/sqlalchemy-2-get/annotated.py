from sqlalchemy.orm import Session

from shop import models


def user_of(session: Session, key: "int"):
    return session.query(models.User).get(key)
# output
from sqlalchemy.orm import Session

from shop import models


def user_of(session: Session, key: "int"):
    return session.get(models.User, key)
