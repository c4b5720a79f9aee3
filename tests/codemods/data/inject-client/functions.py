import boto3
import httpx as hx
from requests import Session
import requests


def prices(url):
    """All of them."""
    client = requests.Session()
    client.headers["a"] = "b"
    return client.get(url).json()


async def read(url, *urls, limit=3):
    client = hx.AsyncClient(
        timeout=3,
    )
    return await client.get(url)


def bucket(name):
    s3 = boto3.resource("s3")
    queue = boto3.client("sqs")
    return s3.Bucket(name), queue.url
# output
import boto3
import httpx as hx
from requests import Session
import requests


def prices(url, *, client=None):
    """All of them."""
    if client is None:
        client = requests.Session()
    client.headers["a"] = "b"
    return client.get(url).json()


async def read(url, *urls, limit=3, client=None):
    if client is None:
        client = hx.AsyncClient(
            timeout=3,
        )
    return await client.get(url)


def bucket(name, *, queue=None, s3=None):
    if s3 is None:
        s3 = boto3.resource("s3")
    if queue is None:
        queue = boto3.client("sqs")
    return s3.Bucket(name), queue.url
