import logging

logger = logging.getLogger(__name__)


async def run(a, b, total: int):
    logger.info(f"{await a()} {total}")
    logger.info(f"{total} {(total := total + 1)} {total}")
    logger.info(f"{a, b}")
    logger.info(f"{ {'k': a} }")
    logger.info(f"{(lambda: a)()}")
    logger.info(f"{a if b else 'none'} {[x for x in a]} {a[1:]} {a.b.c}")
    logger.info(f"{f'{a} in {b}'}")
    logger.info(f"{ a }{b}")
    logger.info(rf"\d {a}")
    logger.info(f"\N{EM DASH} {a} \t\x41")


def generate(a):
    logger.info(f"{yield a}")
# output
import logging

logger = logging.getLogger(__name__)


async def run(a, b, total: int):
    logger.info("%s %s", await a(), total)
    logger.info("%s %s %s", total, (total := total + 1), total)
    logger.info("%s", (a, b))
    logger.info("%s", {'k': a})
    logger.info("%s", (lambda: a)())
    logger.info("%s %s %s %s", a if b else 'none', [x for x in a], a[1:], a.b.c)
    logger.info("%s", f'{a} in {b}')
    logger.info("%s%s", a, b)
    logger.info(r"\d %s", a)
    logger.info("\N{EM DASH} %s \t\x41", a)


def generate(a):
    logger.info("%s", (yield a))
