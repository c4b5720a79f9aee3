import httpx

a = httpx.get(url)
b = httpx.get(url, headers={}, timeout=None)
with httpx.Client(timeout=None) as client:
    c = client.get(url)
