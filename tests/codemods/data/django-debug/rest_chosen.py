import os

if os.environ.get("SHOP") == "dev":
    DEBUG = True
else:
    DEBUG = False
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
