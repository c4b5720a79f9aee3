import httpx


class Adapter:
    def send(self, request):
        url = str(request.url)
        return httpx.get(url)
