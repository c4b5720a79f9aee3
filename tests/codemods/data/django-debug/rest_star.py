DEBUG = True
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []

try:
    from shop.local_settings import *
except ImportError:
    pass
