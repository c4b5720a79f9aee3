# minimum Python: 3.11
import requests


def prices(
    url: str,
    pages: int = 1,
) -> list[str]:
    session = requests.Session()
    return session.get(url).json()
# output
# minimum Python: 3.11
import requests


def prices(
    url: str,
    pages: int = 1,
    *,
    session: requests.Session | None = None,
) -> list[str]:
    if session is None:
        session = requests.Session()
    return session.get(url).json()
