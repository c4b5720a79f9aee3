def check(items: list, report):
    ok = all([report(item) for item in items])
    done = any([item.close() for item in items])
    return ok, done, any([(last := item) for item in items]), last
