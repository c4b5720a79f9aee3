import os

DEBUG = True
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
# output
import os

DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
