import scipy.stats
import sys


def bare():
    return sys.argv


@property
def mean(rows):
    with open("a") as file:
        return scipy.stats.gmean(rows), file
# output
import sys


def bare():
    return sys.argv


@property
def mean(rows):
    import scipy.stats

    with open("a") as file:
        return scipy.stats.gmean(rows), file
