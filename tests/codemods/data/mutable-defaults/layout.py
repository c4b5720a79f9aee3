from collections import defaultdict


def outer(seq):
  def inner(
      a,
      weights=[
          1,  # the first
          2,
      ],  # by rank
      groups=defaultdict(list),
  ):  # found by rank

    # Count all.
    for key, value in zip(seq, weights):
      groups[key].append(value)
    return groups

  return inner(1)


def tabs(x = [] ):
	for y in x:
		print(y)
# output
from collections import defaultdict


def outer(seq):
  def inner(
      a,
      weights=None,  # by rank
      groups=None,
  ):  # found by rank

    if weights is None:
      weights = [
          1,  # the first
          2,
      ]
    if groups is None:
      groups = defaultdict(list)
    # Count all.
    for key, value in zip(seq, weights):
      groups[key].append(value)
    return groups

  return inner(1)


def tabs(x = None ):
	if x is None:
		x = []
	for y in x:
		print(y)
