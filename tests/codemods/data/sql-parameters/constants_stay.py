import sqlite3
from contextlib import closing

TABLE = "users"


def find(path, name: str, limit: int):
    with closing(sqlite3.connect(path)) as base:
        return base.execute(
            f"SELECT * FROM {TABLE} WHERE name = '{name}' "
            f"ORDER BY '{{}}' LIMIT {limit}"
        )


def find_all(path, name: str, limit: int):
    with closing(sqlite3.connect(path)) as base:
        for row in base.execute(
            f"SELECT * FROM {TABLE}"
            f" WHERE name = '{name}'"  # theirs
            " ORDER BY name"
            f" LIMIT {limit:d}",
        ):
            yield row
        yield base.execute(
            f"SELECT * FROM {TABLE}"
            f" WHERE name = '{name}'"  # theirs
            " ORDER BY name"
            f" LIMIT {limit}",
        )
# output
import sqlite3
from contextlib import closing

TABLE = "users"


def find(path, name: str, limit: int):
    with closing(sqlite3.connect(path)) as base:
        return base.execute(
            f"SELECT * FROM {TABLE} WHERE name = '{name}' "
            f"ORDER BY '{{}}' LIMIT {limit}"
        )


def find_all(path, name: str, limit: int):
    with closing(sqlite3.connect(path)) as base:
        for row in base.execute(
            f"SELECT * FROM {TABLE}"
            f" WHERE name = '{name}'"  # theirs
            " ORDER BY name"
            f" LIMIT {limit:d}",
        ):
            yield row
        yield base.execute(
            f"SELECT * FROM {TABLE}"
            " WHERE name = ?"  # theirs
            " ORDER BY name"
            f" LIMIT {limit}",
            (name,),
        )
