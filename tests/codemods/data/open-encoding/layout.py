def f(path):
	return open(
		path  # the first
	)
# output
def f(path):
	return open(
		path,  # the first
		encoding="utf-8"
	)
