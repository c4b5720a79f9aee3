from pandas import DataFrame

frame = DataFrame({"a": [1]})
frame.to_csv(
    "a.csv",
    line_terminator="\n",  # as on Unix
    index=False,
)
# output
from pandas import DataFrame

frame = DataFrame({"a": [1]})
frame.to_csv(
    "a.csv",
    lineterminator="\n",  # as on Unix
    index=False,
)
