import pytest as pt


def skipped(name):
    if name:
        pt.outcomes.skip(msg=f"no {name}")
# output
import pytest as pt


def skipped(name):
    if name:
        pt.outcomes.skip(reason=f"no {name}")
