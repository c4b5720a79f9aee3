import logging
import time

import numpy

logger = logging.getLogger(__name__)


def run(ratio: float, hits: int, scores: "list[float]", by_name: dict[str, int]):
    start = time.perf_counter()
    elapsed = time.perf_counter() - start
    logger.info(f"{ratio:.2f} {ratio:8.3e} {ratio:g} {hits:.1f} {elapsed:.3f}s")
    logger.info(f"{hits / len(scores):.2f} {(hits + 1) * 2:d} {-ratio:+.1f}")
    for i, score in enumerate(scores):
        logger.info(f"{i} {score:.2f}" if score else "none")
        logger.info(f"{i:03d}")
    for score in scores:
        logger.info(f"{score:.2f} {scores[0]:.1f} {by_name['a']:d} {round(ratio):d}")
    logger.info(f"{max(hits, 3):d} {abs(ratio):.1f} {not hits} {float(hits):.1f}")
# output
import logging
import time

import numpy

logger = logging.getLogger(__name__)


def run(ratio: float, hits: int, scores: "list[float]", by_name: dict[str, int]):
    start = time.perf_counter()
    elapsed = time.perf_counter() - start
    logger.info("%.2f %8.3e %g %.1f %.3fs", ratio, ratio, ratio, hits, elapsed)
    logger.info("%.2f %d %+.1f", hits / len(scores), (hits + 1) * 2, -ratio)
    for i, score in enumerate(scores):
        logger.info(f"{i} {score:.2f}" if score else "none")
        logger.info("%03d", i)
    for score in scores:
        logger.info("%.2f %.1f %d %d", score, scores[0], by_name['a'], round(ratio))
    logger.info("%d %.1f %s %.1f", max(hits, 3), abs(ratio), not hits, float(hits))
