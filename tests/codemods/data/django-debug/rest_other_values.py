import os

DEBUG = bool(os.environ.get("DEBUG"))
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []


class Site:
    DEBUG = True
