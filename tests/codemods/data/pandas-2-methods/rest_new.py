import pandas as pd

frame = pd.DataFrame()
frame.to_csv("a.csv", lineterminator="\n")
print(dict(frame.items()), frame.ffill())
