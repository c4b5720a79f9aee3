def f(a):
	return (
		type(a)  # exactly
		== str
	)
# output
def f(a):
	return (
		type(a)  # exactly
		is str
	)
