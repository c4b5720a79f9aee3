import os

DEBUG = True
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
if os.environ.get("SHOP") == "live":
    DEBUG = False
