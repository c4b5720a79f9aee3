import requests
from fastapi import Depends


class Shop:
    def __init__(self):
        self.session = requests.Session()


def page(shop=Depends(Shop)):
    return shop
