from pandas import read_csv


def show(path):
    frame = read_csv(path)
    for number, order in frame.dropna().iterrows():
        print(f"{order['name']}")
        print([order["size"] for _ in range(3)], (order["x1"]))
# output
from pandas import read_csv


def show(path):
    frame = read_csv(path)
    for order in frame.dropna().itertuples(index=False):
        print(f"{order.name}")
        print([order.size for _ in range(3)], (order.x1))
