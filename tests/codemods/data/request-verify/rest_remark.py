import requests

a = requests.get(
    "https://status.shop.com/",
    verify=False,  # their chain lacks a certificate
)
# Self-signed, until the new host is there.
b = requests.get("https://status.shop.com/", verify=False)
