def f(a, b):
	if a:
		if(b):
			a()	# now
			b()
	else_ = 1
# output
def f(a, b):
	if a and (b):
		a()	# now
		b()
	else_ = 1
