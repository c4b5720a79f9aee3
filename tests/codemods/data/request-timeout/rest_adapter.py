import requests


class TimeoutAdapter(requests.adapters.HTTPAdapter):
    def send(self, request, **kwargs):
        return super().send(request, **{"timeout": 3, **kwargs})


session = requests.Session()
session.mount("https://", TimeoutAdapter())
a = session.get(url)
