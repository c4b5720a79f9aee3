import sqlalchemy


def find(session, key):
    return session.query(User).get(key)
