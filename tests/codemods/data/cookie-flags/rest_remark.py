ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []
CSRF_COOKIE_SECURE = False  # no HTTPS in the cellar
# Over HTTPS by the proxy only.
SESSION_COOKIE_SECURE = False
