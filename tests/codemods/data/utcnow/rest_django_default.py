from datetime import datetime

from django.db import models


class Order(models.Model):
    created = models.DateTimeField(default=datetime.utcnow)
