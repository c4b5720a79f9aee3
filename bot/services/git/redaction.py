"""Secrets taken out of text that people and logs will see."""

from __future__ import annotations

import re

_USER_INFO = re.compile(r"(?<=://)[^/@\s]+@")
_HEADER = re.compile(r"(?i)(authorization:\s*)(?:(?:basic|bearer|token)\s+)?[^\s'\"]+")
_TOKEN = re.compile(r"\b(?:gh[a-z]_|github_pat_|gl[a-z]{1,10}-)[^\s'\"@]+")
"""GitHub's and GitLab's tokens by their prefixes, of whatever length."""


def redact(text: str) -> str:
    """Return the text with user names, passwords and tokens replaced by `***`.

    What goes: the user part of a URL, the value of an authorization header,
    and what begins like a token of GitHub or GitLab, up to a space or quote.
    """
    text = _USER_INFO.sub("***@", text)
    text = _HEADER.sub(r"\1***", text)
    return _TOKEN.sub("***", text)
