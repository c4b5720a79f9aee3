from errors import Exception


def run(work):
    try:
        work()
    except:
        return None
