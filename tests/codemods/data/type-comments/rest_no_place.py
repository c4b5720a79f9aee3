a, b = 1, "x"  # type: int, str
c = d = 1  # type: int
for x in range(3):  # type: int
    pass
with open("x") as file:  # type: IO[str]
    pass
e = f()  # type: ignore
g = f()  # type: ignore[misc]
h = 1  # the type: int
i = [  # type: List[int]
    1,
]
