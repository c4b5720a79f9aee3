import nox


@nox.session
def test(session):
    session.install("flask==2.5.0", "-r", "reqs.txt")
