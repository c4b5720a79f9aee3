"""Which names are those of secrets, as people write them."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

ALONE = frozenset(
    {
        "apikey",
        "authtoken",
        "jwt",
        "passphrase",
        "passwd",
        "password",
        "passwords",
        "pwd",
        "secret",
        "token",
    }
)
PAIRS = frozenset(
    {
        ("access", "key"),
        ("api", "key"),
        ("auth", "key"),
        ("encryption", "key"),
        ("private", "key"),
        ("secret", "key"),
        ("signing", "key"),
    }
)
NO_SECRETS = frozenset(
    {
        "bos", "cancel", "cancellation", "continuation", "current", "cursor", "eos",
        "first", "has", "is", "last", "lexer", "mask", "max", "min", "n", "need",
        "needs", "new", "next", "no", "num", "old", "pad", "page", "parsed", "prev",
        "previous", "require", "requires", "sep", "special", "start", "stop", "sync",
        "total", "unk", "unknown", "use", "uses", "word",
    }
)  # fmt: skip
"""Words before `token` that make it another thing: a page's, a language's."""

_OF_LANGUAGES = re.compile(
    rb"(?i)tokeni[sz]e|lexer|\blex\b|nltk|spacy|transformers|tiktoken|\bparser?\b|tokens\b"
)
"""What a file speaks of in which a token is a piece of text."""


def is_secret(name: str, text: bytes) -> bool:
    """Return whether a name is that of a secret, in a file of this text.

    The last words count: `db_password` is one, `password_file` is none. A
    token is none in a file about languages, nor is that of a page.
    """
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words:
        return False
    if tuple(words[-2:]) in PAIRS:
        return True
    if words[-1] not in ALONE:
        return False
    if words[0] in {"has", "is", "no", "use", "uses", "need", "needs", "require"}:
        return False
    if words[-1] != "token":
        return True
    return NO_SECRETS.isdisjoint(words) and not _OF_LANGUAGES.search(text)
