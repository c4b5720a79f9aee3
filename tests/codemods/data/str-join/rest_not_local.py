class Page:
    def render(self, rows):
        self.text = ""
        for row in rows:
            self.text += f"{row}"
        return self.text


text = ""
for row in range(3):
    text += f"{row}"
