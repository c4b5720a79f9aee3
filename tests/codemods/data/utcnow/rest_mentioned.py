"""Never call datetime.utcnow(): it is naive."""

from datetime import datetime

# datetime.utcnow() was here
RULE = "datetime.utcnow()"
now = datetime.now()
