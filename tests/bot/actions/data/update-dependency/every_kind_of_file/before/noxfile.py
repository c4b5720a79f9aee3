import nox


@nox.session
def test(session):
    session.install("flask==1.0.0", "-r", "reqs.txt")
