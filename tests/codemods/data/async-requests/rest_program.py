#!/usr/bin/env python3
import requests


async def fetch(url):
    return requests.get(url)
