import nox

PYTHONS = ["3.10", "3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
@nox.parametrize("django", ["3.2", "4.2"])
def tests(session, django):
    session.run("pytest")


@nox.session(python="3.10")
def docs(session):
    session.run("sphinx-build")
