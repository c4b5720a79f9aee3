def run(logging, getLogger):
    logging.getLogger(__file__)
    getLogger(__file__)
