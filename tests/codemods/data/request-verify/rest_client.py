import httpx

a = httpx.Client(verify=False)
b = httpx.AsyncClient(verify=False, base_url=base)
c = httpx.get(verify=False)
a.verify = False
a.verify = True
a.trust = False
