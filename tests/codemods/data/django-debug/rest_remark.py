ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
DEBUG = True  # overridden in production by the deployment
