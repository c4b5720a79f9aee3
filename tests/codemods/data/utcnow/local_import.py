def stamp():
    from datetime import datetime

    return datetime.utcnow().isoformat()


def year():
    import datetime

    return datetime.datetime.utcnow().year
# output
from datetime import timezone


def stamp():
    from datetime import datetime

    return datetime.now(timezone.utc).replace(tzinfo=None).isoformat()


def year():
    import datetime

    return datetime.datetime.now(timezone.utc).year
