ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
SESSION_COOKIE_SECURE = True
if LOCAL:
    SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
from shop.machine import *
