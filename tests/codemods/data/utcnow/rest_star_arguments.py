from datetime import datetime


def load(values):
    return datetime.utcfromtimestamp(*values)
