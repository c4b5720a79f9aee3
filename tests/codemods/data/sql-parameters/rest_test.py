import sqlite3

import pytest

base = sqlite3.connect("shop.db")


def test_find(name):
    base.execute(f"SELECT * FROM users WHERE name = '{name}'")
