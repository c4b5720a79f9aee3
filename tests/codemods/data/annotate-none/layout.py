def show(
    items,  # (what: to show)
    key=lambda x: x[1:2],
):  # -> nothing
	items.show(key)


def   odd ( a , b = {"x": 1} ) :
    a.show("é", b)


def broken \
        (a):
    a.b()
# output
def show(
    items,  # (what: to show)
    key=lambda x: x[1:2],
) -> None:  # -> nothing
	items.show(key)


def   odd ( a , b = {"x": 1} ) -> None :
    a.show("é", b)


def broken \
        (a) -> None:
    a.b()
