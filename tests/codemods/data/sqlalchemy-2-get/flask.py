from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def find(key):
    return db.session.query(User).get(key) or db.session.query(Cart).get(-1)
# output
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def find(key):
    return db.session.get(User, key) or db.session.get(Cart, -1)
