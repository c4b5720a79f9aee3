def show(names: list):
	count = 0
	for name in names:
		print(count, name)
		count += 1
# output
def show(names: list):
	for count, name in enumerate(names):
		print(count, name)
