def fib(n, memo={}):
    if n in memo:
        return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]


def next_id(state=[0]):
    state[0] += 1
    return state[0]


def lookup(key, _lines=[]):
    return find(key, _lines)


def once(name, seen=set()):
    if name in seen:
        return False
    seen.add(name)
    return True


def memoised(function, results={}):
    def call(x):
        if x not in results:
            results[x] = function(x)
        return results[x]

    return call
