def f(x):
	# Nothing to do here
	# x.close(True)
	# that was wrong
	# raise ValueError("no %s" % x.name())
	return x
# reported
# 3: this looks like code: `x.close(True)`
# 5: this looks like code: `raise ValueError("no %s" % x.name())`
