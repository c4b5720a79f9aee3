from datetime import datetime

from django.utils import timezone


def stamp():
    return timezone.now() - datetime.utcnow()
