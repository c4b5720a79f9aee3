from typing import Annotated

import typer
from fastapi import Depends, FastAPI, Query

app = FastAPI()
cli = typer.Typer()


@app.get("/items")
def items(q: str = None, limit: int = Query(None)):
    return q


def paging(skip: int = None):
    return skip


class Filters:
    def __init__(self, name: str = None):
        self.name = name


@cli.command()
def main(name: str = None):
    print(name)


def marked(name: Annotated[str, Query()] = None):
    return name
