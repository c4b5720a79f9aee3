from .models import User, db


def find(key):
    return db.session.query(User).get(key)
# output
from .models import User, db


def find(key):
    return db.session.get(User, key)
