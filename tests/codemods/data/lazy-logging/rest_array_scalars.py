import logging

import torch

logger = logging.getLogger(__name__)


def train(model, steps):
    for loss in model.fit(steps):
        logger.info(f"loss {loss}")
        logger.info(f"mean {loss.mean()}")
