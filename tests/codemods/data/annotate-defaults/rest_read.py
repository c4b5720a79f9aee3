import click
import app
from somewhere import Base


@app.command()
def _f(a="x"):
    print(a)


class _Child(Base):
    def run(self, a=False):
        print(a)


def _stub(a=False): ...


def _g(a=False):  # type: (bool) -> None
    print(a)


def _h(
    a  # what
    =False,
):
    print(a)
