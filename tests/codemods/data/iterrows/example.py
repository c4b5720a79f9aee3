import pandas as pd


def total(orders: pd.DataFrame) -> float:
    found = 0.0
    for _, row in orders.iterrows():
        found += row["price"] * row["amount"]
    return found
# output
import pandas as pd


def total(orders: pd.DataFrame) -> float:
    found = 0.0
    for row in orders.itertuples(index=False):
        found += row.price * row.amount
    return found
