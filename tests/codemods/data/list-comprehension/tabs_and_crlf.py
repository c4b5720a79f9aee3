def names(users):
	found = []
	for user in users:
		found.append(user.a_name_that_is_rather_long + user.another_name_that_is_long)
	return found
# output
def names(users):
	found = [
		user.a_name_that_is_rather_long + user.another_name_that_is_long
		for user in users
	]
	return found
