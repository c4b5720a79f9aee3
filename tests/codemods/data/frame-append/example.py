import pandas as pd


def merged(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    one = one.append(other, ignore_index=True)
    return one.append({"name": "x"}, ignore_index=True)
# output
import pandas as pd


def merged(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    one = pd.concat([one, other], ignore_index=True)
    return pd.concat([one, pd.DataFrame([{"name": "x"}])], ignore_index=True)
