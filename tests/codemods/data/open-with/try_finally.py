def f(path):
	file = open(path)  # as it is

	try:
		for line in file:
			yield line, """
	text"""
	finally:
		file.close()
	print("done")
# output
def f(path):
	with open(path) as file:  # as it is
		for line in file:
			yield line, """
	text"""
	print("done")
