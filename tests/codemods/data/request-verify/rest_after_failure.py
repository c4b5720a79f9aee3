import requests

try:
    answer = requests.get("https://pypi.org/")
except requests.exceptions.SSLError:
    answer = requests.get("https://pypi.org/", verify=False)
