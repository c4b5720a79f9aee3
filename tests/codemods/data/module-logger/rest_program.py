import logging


def main():
    logging.info("started")


if __name__ == "__main__":
    main()
