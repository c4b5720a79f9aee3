import requests

# Their certificate is self-signed.
url = "https://status.shop.com/"
answer = requests.get(url, verify=False)
