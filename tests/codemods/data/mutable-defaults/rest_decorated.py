import click
import pytest
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def items(tags: list = []):
    return list(tags)


@click.command()
def main(paths=[]):
    print(*paths)


@pytest.fixture
def basket(lines=[]):
    return list(lines)
