import datetime

created = {"at": datetime.datetime.utcnow()}
# output
import datetime

created = {"at": datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)}
