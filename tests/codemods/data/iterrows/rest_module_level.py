import pandas as pd

frame = pd.DataFrame()
for _, row in frame.iterrows():
    print(row["a"])
