from datetime import datetime


def seconds():
    return datetime.utcnow().timestamp()


def here():
    return datetime.utcnow().astimezone()
