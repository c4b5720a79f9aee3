def send(user_name, text, retries=3):
    '''Send it.

    :param str username: to whom
    :param text: what; not *username*
    :type text: str
    :returns: nothing
    '''
    return user_name, text


def receive(text):
    """Receive it.

    :param text: what
    :param colour: how,
        in words
    :type colour: int
    :return: nothing
    """
    return text
# output
def send(user_name, text, retries=3):
    '''Send it.

    :param str user_name: to whom
    :param text: what; not *user_name*
    :type text: str
    :param retries: Defaults to 3.
    :returns: nothing
    '''
    return user_name, text


def receive(text):
    """Receive it.

    :param text: what
    :return: nothing
    """
    return text
