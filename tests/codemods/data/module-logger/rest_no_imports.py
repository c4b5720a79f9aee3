def load(path):
    import logging

    logging.info("loading %s", path)
