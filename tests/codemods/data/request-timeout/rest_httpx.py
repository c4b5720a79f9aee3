import httpx

a = httpx.get(url)
b = httpx.get(url, timeout=None)
with httpx.Client(timeout=None) as client:
    c = client.get(url)
