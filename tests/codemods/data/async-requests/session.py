import requests


class Shop:
    def __init__(self):
        self.session = requests.Session()

    async def fetch(self, url):
        return self.session.get(url)
# reported
# 9: `self.session.get` blocks
