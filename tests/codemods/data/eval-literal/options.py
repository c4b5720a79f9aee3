import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--sizes", type=eval, default=[1, 2], help="a list")
parser.add_argument(
    "--shuffle",
    type=eval,  # True or False
    default=True,
)
parser.add_argument("--names", default="['a']", type=eval)
# output
import argparse
import ast

parser = argparse.ArgumentParser()
parser.add_argument("--sizes", type=ast.literal_eval, default=[1, 2], help="a list")
parser.add_argument(
    "--shuffle",
    type=ast.literal_eval,  # True or False
    default=True,
)
parser.add_argument("--names", default="['a']", type=ast.literal_eval)
