try:
    import appdirs
except ImportError:
    appdirs = None

HOME = appdirs.user_data_dir() if appdirs else None
