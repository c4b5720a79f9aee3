import os as system

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
DEBUG = True
TEMPLATE_DEBUG = DEBUG
# output
import os as system

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
DEBUG = system.environ.get("DJANGO_DEBUG") == "1"
TEMPLATE_DEBUG = DEBUG
