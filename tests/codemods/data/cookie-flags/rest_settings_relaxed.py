ROOT_URLCONF = "shop.urls"
MIDDLEWARE = []

# Relaxed for development
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
