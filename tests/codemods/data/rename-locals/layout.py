def load(data):
	userID = data["userID"]  # who
	return make(
		userID,  # first
		user=userID,
	)
# output
def load(data):
	user_id = data["userID"]  # who
	return make(
		user_id,  # first
		user=user_id,
	)
