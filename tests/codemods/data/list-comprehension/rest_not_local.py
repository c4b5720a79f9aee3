found = []
for item in range(3):
    found.append(item)


def fill():
    global found
    found = []
    for item in range(3):
        found.append(item)


class Table:
    rows = []
    for row in range(3):
        rows.append(row)

    def load(self, items):
        self.rows = []
        for item in items:
            self.rows.append(item)
