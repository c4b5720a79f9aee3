def show(job):
    print("{0} {0}".format(job.step))
