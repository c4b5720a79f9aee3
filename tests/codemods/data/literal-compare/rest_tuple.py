def rows(given=()):
    return [] if given is () else list(given)
