from sqlalchemy.orm import Session


def find(session: Session, cart: dict, key: int):
    return cart.get(key), session.get(User, key), session.query(User).first()
