import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--rate", type=eval, default=0.1)
parser.add_argument("--size", type=eval)
parser.add_argument("--scale", type=eval, default=None)
parser.add_argument("--name", type=eval, default="name")
parser.add_argument("--sizes", type=eval, default=[2 * 3])
parser.add_argument("--sizes", type=str, default=[1])
parser.add_argument("--rates", type=eval, nargs="+", default=[1, 2])
