import datetime as dt

stamp = str(dt.datetime.utcnow())
loaded = dt.datetime.utcfromtimestamp(1_700_000_000)
# output
import datetime as dt

stamp = str(dt.datetime.now(dt.timezone.utc).replace(tzinfo=None))
loaded = dt.datetime.fromtimestamp(1_700_000_000, tz=dt.timezone.utc).replace(tzinfo=None)
