def f(x):
	while True:
		if x():
			return 1
	x.a()
	print("1")
# output
def f(x):
	while True:
		if x():
			return 1
