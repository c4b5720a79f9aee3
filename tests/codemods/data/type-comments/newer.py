# minimum Python: 3.10
both = 1  # type: int | str
names = []  # type: list[str]
# output
# minimum Python: 3.10
both: int | str = 1
names: list[str] = []
