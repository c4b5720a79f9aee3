import sqlalchemy as sa


class User:
    deleted = sa.Column(sa.DateTime)


def f(session, q):
    return session.query(User).filter(User.deleted == None, q.name != None)
