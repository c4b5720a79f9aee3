import pandas as pd


def columns(given, frame: pd.DataFrame):
    frame = given(frame)
    return given.iteritems(), frame.iteritems(), given.pad()
