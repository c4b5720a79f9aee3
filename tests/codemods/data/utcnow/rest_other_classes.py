import arrow
import pandas as pd
from pendulum import DateTime
from project.clock import datetime

stamps = (
    arrow.utcnow(),
    pd.Timestamp.utcnow(),
    DateTime.utcnow(),
    datetime.utcnow(),
)
