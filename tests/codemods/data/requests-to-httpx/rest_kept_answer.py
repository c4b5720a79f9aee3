import requests


def load(url):
    answer = requests.get(url, timeout=10)
    return answer.json()
