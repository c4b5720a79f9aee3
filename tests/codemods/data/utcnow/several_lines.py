import datetime

record = dict(
    at=datetime.datetime.utcfromtimestamp(
        1_600_000_000,  # the release
    ),
    # when it was read
    read=(
        datetime.datetime
        .utcnow()
    ),
)
# output
import datetime

record = dict(
    at=datetime.datetime.fromtimestamp(
        1_600_000_000,  # the release
        tz=datetime.timezone.utc,
    ).replace(tzinfo=None),
    # when it was read
    read=(
        datetime.datetime
        .now(datetime.timezone.utc).replace(tzinfo=None)
    ),
)
