import logging

__name__ = "shop"
logger = logging.getLogger(__file__)
