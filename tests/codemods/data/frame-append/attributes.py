import pandas


class Table:
    def __init__(self):
        self.rows = pandas.DataFrame()

    def add(self, rows: "pandas.DataFrame"):
        self.rows = self.rows.append(rows)
# output
import pandas


class Table:
    def __init__(self):
        self.rows = pandas.DataFrame()

    def add(self, rows: "pandas.DataFrame"):
        self.rows = pandas.concat([self.rows, rows])
