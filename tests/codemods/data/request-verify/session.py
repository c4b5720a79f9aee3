import requests


class Index:
    URL = "https://github.com"

    def __init__(self):
        self.session = requests.Session()
        self.base = "https://github.com/simple"

    def read(self, name):
        return self.session.get(f"{self.base}/{name}/", verify=False)


with requests.Session() as session:
    session.post(url="https://github.com/legacy/", verify=False)
# output
import requests


class Index:
    URL = "https://github.com"

    def __init__(self):
        self.session = requests.Session()
        self.base = "https://github.com/simple"

    def read(self, name):
        return self.session.get(f"{self.base}/{name}/")


with requests.Session() as session:
    session.post(url="https://github.com/legacy/")
