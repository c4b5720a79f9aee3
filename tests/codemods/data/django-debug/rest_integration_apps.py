DEBUG = True
INSTALLED_APPS = ["django.contrib.sites"]
MIDDLEWARE = []
