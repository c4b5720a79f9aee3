import sys


def run(work):
    try:
        work()
        sys.exit(0)
    except (KeyboardInterrupt, SystemExit):
        raise
    except:  # whatever it is
        print("failed")
# output
import sys


def run(work):
    try:
        work()
        sys.exit(0)
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception:  # whatever it is
        print("failed")
