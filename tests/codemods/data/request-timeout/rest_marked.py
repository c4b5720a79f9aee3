import requests

a = requests.get(url)  # noqa: S113
b = requests.get(
    url,  # nosec
)
c = requests.get(url)  # pylint: disable=missing-timeout
