from datetime import datetime

import web


def page(order):
    return datetime.now() > order.due


web.add("/", page)


def many(order, **options):
    return datetime.now() > order.due


def named(order, now):
    return datetime.now() > order.due


def make():
    def inner(order):
        return datetime.now() > order.due

    return inner


def main():
    if datetime.now().hour > 3:
        print("late")


def abstract(order):
    raise NotImplementedError


def one(order): return datetime.now() > order.due
