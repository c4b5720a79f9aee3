import app


def f(a=None):
    # type: (int) -> None
    print(a)


def g(a, b):
    # type: (int) -> None
    print(a)


def h(
    a,  # type: int
    b, c,  # type: int
):
    # type: (...) -> None
    print(a)


def i(
    a,  # type: int
):
    print(a)


@app.route("/")
def j(a):
    # type: (int) -> None
    print(a)


def k(a: int):
    # type: (...) -> None
    print(a)


def l(the_first_of_all_parameters, the_second_of_all_parameters, the_third_of_all):
    # type: (int, int, int) -> None
    print(the_first_of_all_parameters)
