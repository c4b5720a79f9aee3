def close(a):
	try:
		a.close()
	except:	# closed already
		pass
	else:
		return 1
	finally:
		a = None
# output
def close(a):
	try:
		a.close()
	except Exception:	# closed already
		pass
	else:
		return 1
	finally:
		a = None
