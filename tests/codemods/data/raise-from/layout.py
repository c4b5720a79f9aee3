def b(text):
	try:
		return int(text)
	except ValueError :
		raise KeyError(
			text,  # as it was
		)  # wrong
# output
def b(text):
	try:
		return int(text)
	except ValueError as error :
		raise KeyError(
			text,  # as it was
		) from error  # wrong
