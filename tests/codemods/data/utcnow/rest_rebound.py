from datetime import datetime

from project import clock

datetime = clock.wrap(datetime)
now = datetime.utcnow()
