def worker(future, work):
    try:
        work()
    except:
        future.set_exception(RuntimeError("failed"))
