"""Secrets in texts: the part of an address that opens a page for whoever knows it.

A personal link, the code of a ballot, the key of a password reset: they reach the one
person they were made for. Logs, the journal and the office's pages show a mark instead.
"""

import logging
import re

from django.conf import settings

MARK = "***"
_SLASH = r"(?:/|%2[Ff])"
# What stands before the secret. After `/z/` may come words that say what the link is for.
_BEFORE = "|".join(
    rf"{_SLASH}{place}{_SLASH}"
    for place in (
        rf"z(?:{_SLASH}[a-z-]+)*?",
        "g",
        rf"moje{_SLASH}zaproszenie",
        rf"konto{_SLASH}confirm-email",
        rf"konto{_SLASH}password{_SLASH}reset{_SLASH}key",
    )
)
_SECRET = re.compile(rf"({_BEFORE})(?![a-z-]+{_SLASH}[0-9*])([^/\s?#&\"'<>\\]+)")
_NUMBERED = re.compile(r"\*{3}\d+\*{3}")
_MARKED = re.compile(r"\S*\*{3}\d+\*{3}")


def links_are_live() -> bool:
    """Whether links in letters are shown as they are: only where nothing is ever sent.

    In the try-out the portal's own pages are the mailbox of everybody in it.
    """
    return settings.DEMO and not settings.MAIL_URL


def conceal(text: str) -> str:
    """Return `text` with a mark in place of every secret part of an address."""
    return _SECRET.sub(rf"\1{MARK}", text)


def conceal_numbered(text: str) -> tuple[str, dict[str, str]]:
    """Return `text` with numbered marks, and the secret that each of them stands for."""
    marks: dict[str, str] = {}

    def mark(found):
        number = marks.setdefault(found[2], f"{MARK}{len(marks) + 1}{MARK}")
        return f"{found[1]}{number}"

    shown = _SECRET.sub(mark, text)
    return shown, {mark: secret for secret, mark in marks.items()}


def marked_addresses(text: str) -> set[str]:
    """The addresses in `text` with numbered marks, each up to its mark.

    Whoever edits such a text may drop some, but a mark in a new place would show its secret
    to others or send it elsewhere.
    """
    return {found.lstrip("([<„\"'") for found in _MARKED.findall(text)}


def reveal(text: str, secrets: dict[str, str]) -> str:
    """Put the secrets of `conceal_numbered` back where `text` has their marks."""
    return _NUMBERED.sub(lambda found: secrets.get(found[0], found[0]), text)


class DiscreetFormatter(logging.Formatter):
    """A log line without secrets, whoever wrote it; tracebacks included."""

    def format(self, record):
        return conceal(super().format(record))
