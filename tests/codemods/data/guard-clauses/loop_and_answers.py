def f(xs, found):
	"""Say."""
	for x in xs:
		if x not in found:

			# the first
			found.add(x)
			try:
				x.a(
					1,
					"""
					text
					"""
				)
			except ValueError:
				return 1
			x.b()
			x.c()

	while xs:
		if xs[0]:
			while xs.pop():
				print("1")
			print("2")
			print("3")
			print("4")
			print("5")
			print("6")
			print("7")
			print("8")
			print("9")
# output
def f(xs, found):
	"""Say."""
	for x in xs:
		if x in found:
			continue

		# the first
		found.add(x)
		try:
			x.a(
				1,
				"""
					text
					"""
			)
		except ValueError:
			return 1
		x.b()
		x.c()

	while xs:
		if not xs[0]:
			continue

		while xs.pop():
			print("1")
		print("2")
		print("3")
		print("4")
		print("5")
		print("6")
		print("7")
		print("8")
		print("9")
