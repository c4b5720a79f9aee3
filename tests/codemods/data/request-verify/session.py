import requests


class Index:
    URL = "https://pypi.org"

    def __init__(self):
        self.session = requests.Session()
        self.base = "https://pypi.org/simple"

    def read(self, name):
        return self.session.get(f"{self.base}/{name}/", verify=False)


with requests.Session() as session:
    session.post(url="https://pypi.org/legacy/", verify=False)
# output
import requests


class Index:
    URL = "https://pypi.org"

    def __init__(self):
        self.session = requests.Session()
        self.base = "https://pypi.org/simple"

    def read(self, name):
        return self.session.get(f"{self.base}/{name}/")


with requests.Session() as session:
    session.post(url="https://pypi.org/legacy/")
