def f():
	import dataclasses as dc

	@dc.dataclass()
	class Cart:
		lines: list = [
			n
			for n in range(3)
		]

	return Cart
# output
def f():
	import dataclasses as dc

	@dc.dataclass()
	class Cart:
		lines: list = dc.field(default_factory=lambda: [
			n
			for n in range(3)
		])

	return Cart
