from urllib.request import urlopen


class Preview:
    def get(self, request):
        return urlopen(request.GET["url"]).read()

    def post(self):
        return urlopen(self.request.POST.get("url")).read()
# reported
# 6: who sends the request chooses the address: `request.GET['url']` (line 6)
# 9: who sends the request chooses the address: `self.request.POST.get('url')` (line 9)
