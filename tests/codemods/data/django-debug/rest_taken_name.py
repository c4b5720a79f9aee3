from shop import os

DEBUG = True
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
