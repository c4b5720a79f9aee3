import pandas as pd

frame = pd.read_csv("a.csv")
frame = frame.append(frame)
print(frame.mad(), frame.lookup([1], ["a"]), frame.tshift(1))
