import requests

try:
    answer = requests.get("https://github.com/")
except requests.exceptions.SSLError:
    answer = requests.get("https://github.com/", verify=False)
