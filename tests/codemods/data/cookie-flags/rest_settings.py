SESSION_COOKIE_SECURE = False


class Development:
    SESSION_COOKIE_SECURE = False
