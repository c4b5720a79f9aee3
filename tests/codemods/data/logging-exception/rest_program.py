import logging

logger = logging.getLogger(__name__)


def main():
    try:
        run()
    except Exception as error:
        logger.error("cannot run: %s", error)


if __name__ == "__main__":
    main()
