def load(path, mode, user_agent="cart"):
    '''Load a table.

    Args:
        path: where the table is
        mode: as for `open`
    '''
    return open(path, mode), user_agent
