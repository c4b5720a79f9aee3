import requests

requests.get("https://example.org")  # NOQA: S113
