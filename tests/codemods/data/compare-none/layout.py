class Cart:
	name: str = None

	def f(self, name: str):
		return (
			self.name ==  # not yet
			None
			and name.strip() \
				!= None
		)
# output
class Cart:
	name: str = None

	def f(self, name: str):
		return (
			self.name is  # not yet
			None
			and name.strip() \
				is not None
		)
