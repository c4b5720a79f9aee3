import decimal
import requests


def money(text):
    return decimal.Decimal(text)


def page(url):
    return requests.get(url)
