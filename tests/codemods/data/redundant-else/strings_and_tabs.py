def f(a):
	if a:
		return 1  # one
	else:
		text = """
		stays
	as it is
"""
		text += f'''{a}
		{a} '''
		return text + "\
		x"
# output
def f(a):
	if a:
		return 1  # one
	text = """
		stays
	as it is
"""
	text += f'''{a}
		{a} '''
	return text + "\
		x"
