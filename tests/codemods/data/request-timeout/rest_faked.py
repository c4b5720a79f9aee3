import requests
import responses


@responses.activate
def test_read():
    responses.get("https://example.org/", body="ok")

    assert requests.get("https://example.org/").text == "ok"
    assert requests.Session().get("https://example.org/").text == "ok"
