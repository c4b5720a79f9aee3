from .models import db


def healthy():
    db.session.execute("SELECT 1")
# output
from sqlalchemy import text

from .models import db


def healthy():
    db.session.execute(text("SELECT 1"))
