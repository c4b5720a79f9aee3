def run(work):
    try:
        work()
    except:  # noqa: E722
        return None
