class Settings:
    try:
        import yaml
    except ImportError:
        raise RuntimeError("yaml is needed")
