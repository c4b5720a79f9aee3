import csv

import pandas as pd

writer = csv.writer(stream, lineterminator="\n")
rows = []
rows.append(pd.DataFrame())
text = "a".rjust(3).pad
