"""Secret parts of addresses in logs and texts."""

import logging

import pytest
from django.urls import get_resolver

from core.secrets import DiscreetFormatter, conceal, conceal_numbered, reveal

# Names by which addresses call their secret parts, and addresses where such a name is none.
SECRET = {"token", "code", "key"}
HARMLESS = {"statistics_behind", "office_statistics_behind"}


def secret_addresses(resolver=None, before="/"):
    """Every address of the portal with a secret in it, as (name, address up to the secret)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        place = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from secret_addresses(pattern, place)
            continue
        names = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if names & SECRET and pattern.name not in HARMLESS:
            yield pattern.name, place.split("<")[0].split("(?P")[0]


@pytest.mark.parametrize(("name", "place"), sorted(secret_addresses()))
@pytest.mark.parametrize("prefix", ["", "/en", "https://portal.example", "?next="])
def test_every_secret_of_an_address_is_concealed(name, place, prefix):
    shown = conceal(f"Not Found: {prefix}{place}27-Kx_9aQ:z-1/ gone")
    assert shown == f"Not Found: {prefix}{place}***/ gone"
    assert conceal(shown) == shown


@pytest.mark.parametrize("text", ["/z/", "/gminy/12/", "/moje/zaproszenie/", "z/12", "6/g/7 kg"])
def test_what_is_no_secret_stays(text):
    assert conceal(text).startswith(text[:3])
    assert conceal("/biuro/spotkania/12/zaproszenia/3/") == "/biuro/spotkania/12/zaproszenia/3/"


def test_an_encoded_address_is_concealed():
    assert "27-Kx" not in conceal("/konto/login/?next=%2Fz%2F27-Kx_9aQ%2F")


def test_marks_lead_back_to_their_secrets():
    text = "a /z/1-aa/?o=yes b /z/1-aa/?o=no c /z/2-bb/rezygnacja/"
    shown, secrets = conceal_numbered(text)
    assert shown == "a /z/***1***/?o=yes b /z/***1***/?o=no c /z/***2***/rezygnacja/"
    assert reveal(shown, secrets) == text
    assert reveal("/z/***7***/", secrets) == "/z/***7***/"


def test_a_log_line_has_no_secret_even_in_its_traceback():
    try:
        raise ValueError("broken at /g/AB12-CD/")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 1, "at %s", ("/z/1-aa/",), (ValueError, error, None)
        )
    line = DiscreetFormatter("{message}", style="{").format(record)
    assert "1-aa" not in line
    assert "AB12" not in line
    assert "/z/***/" in line


def test_djangos_warning_of_an_unknown_link_is_discreet(client, db, capsys, settings):
    import logging.config

    logging.config.dictConfig(settings.LOGGING)
    client.get("/z/27-Kx_9aQ/")
    line = capsys.readouterr().err
    assert "Not Found: /z/***/" in line
    assert "Kx_9aQ" not in line


def test_no_handler_of_django_prints_past_our_own():
    for name in ("django", "django.request", "django.server", "django.security"):
        assert not logging.getLogger(name).handlers
