import contextlib
import smtplib

import httpx
import requests


def send(message):
    server = smtplib.SMTP("localhost")
    server.send_message(message)
    server.quit()


def read(url):
    with httpx.Client() as client:
        return client.get(url)


def close(url):
    session = requests.Session()
    with session:
        return session.get(url)


def closing(url):
    session = requests.Session()
    with contextlib.closing(session):
        return session.get(url)


class Shop:
    def __init__(self):
        self.session = requests.Session()

    def close(self):
        self.session.close()
