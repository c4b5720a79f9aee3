from sqlalchemy.orm import Session, sessionmaker

Make = sessionmaker()


def clear(session: Session) -> None:
    session.execute("DELETE FROM b")
    with Make() as other:
        other.execute(
            """
            SELECT 1
            """  # no more
        )
# output
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

Make = sessionmaker()


def clear(session: Session) -> None:
    session.execute(text("DELETE FROM b"))
    with Make() as other:
        other.execute(
            text("""
            SELECT 1
            """)  # no more
        )
