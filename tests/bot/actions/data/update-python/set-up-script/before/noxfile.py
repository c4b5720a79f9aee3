import nox

PYTHONS = ["3.8", "3.9", "3.10", "3.11"]


@nox.session(python=PYTHONS)
@nox.parametrize("django", ["3.2", "4.2"])
def tests(session, django):
    session.run("pytest")


@nox.session(python="3.8")
def docs(session):
    session.run("sphinx-build")
