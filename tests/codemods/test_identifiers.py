"""What the words of a name say."""

from __future__ import annotations

import pytest

from codemods.security.parts import identifiers


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("api_key", ("api", "key"), id="snake"),
        pytest.param("apiKey", ("api", "key"), id="camel"),
        pytest.param("HTTPToken2", ("http", "token", "2"), id="capitals"),
        pytest.param("_SECRET", ("secret",), id="constant"),
        pytest.param("", (), id="empty"),
    ],
)
def test_words(name: str, words: tuple[str, ...]) -> None:
    """Names fall into words as people read them."""
    assert identifiers.words(name) == words


@pytest.mark.parametrize(
    "name", ["password", "new_secret", "sessionId", "reset_token", "otp_code", "APIKey"]
)
def test_is_secret(name: str) -> None:
    """A secret is known by its name."""
    assert identifiers.is_secret(name)


@pytest.mark.parametrize(
    "name", ["key", "token", "password_length", "code", "session", "secret_file", "id"]
)
def test_is_no_secret(name: str) -> None:
    """What only is about a secret is none, nor is half of a name."""
    assert not identifiers.is_secret(name)
