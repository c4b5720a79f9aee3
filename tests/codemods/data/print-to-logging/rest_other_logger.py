from loguru import logger


def load(path):
    print("Error:", path)
