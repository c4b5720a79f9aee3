import dill
import pickle as p

try:
    import cPickle as fast
except ImportError:
    fast = None


def read(database, key):
    yield p.loads(database[key])
    yield fast.loads(database.get(key))
    yield dill.load(database.open(key))  # another codemod's
# reported
# 11: a pickle can run any code; it comes from a parameter
# 12: a pickle can run any code; it comes from
