from datetime import datetime


def stamp(timezone):
    return datetime.utcnow().astimezone(timezone), datetime.utcnow()
