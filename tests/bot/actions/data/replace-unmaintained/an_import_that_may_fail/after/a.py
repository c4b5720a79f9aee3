try:
    import platformdirs
except ImportError:
    platformdirs = None

HOME = platformdirs.user_data_dir() if platformdirs else None
