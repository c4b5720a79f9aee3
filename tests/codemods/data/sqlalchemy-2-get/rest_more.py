from sqlalchemy.orm import Session


def find(session: Session, key: int, model):
    one = session.query(User).options(joined).get(key)
    two = session.query(User, Cart).get(key)
    three = session.query(model).get(key)
    return one, two, three, session.query(User).get(ident=key)
