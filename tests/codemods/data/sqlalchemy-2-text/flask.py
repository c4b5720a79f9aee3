from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def healthy():
    db.session.execute("SELECT 1")
# output
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

db = SQLAlchemy()


def healthy():
    db.session.execute(text("SELECT 1"))
