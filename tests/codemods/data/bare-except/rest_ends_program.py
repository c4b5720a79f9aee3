import sys
from sys import exit as leave


def main(parser):
    try:
        leave(run(parser))
    except:
        print("left")
    try:
        parser.parse_args()
    except:
        print("wrong arguments")
    try:
        raise SystemExit(2)
    except:
        print("left")
