"""More than a page can want is refused before it is read."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.conftest import client_of

HUGE = 200 * 1024 * 1024


class Unread:
    """A body that fails whoever reads it."""

    def read(self, *_size):
        raise AssertionError("the body was read")

    readline = read


def send(client, address, size):
    """POST `size` bytes that nobody may read."""
    kind = "multipart/form-data; boundary=x"
    body = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    return client.generic("POST", address, **body).status_code


@pytest.mark.parametrize("name", ["account_login", "account_signup", "home", "start"])
def test_a_flood_of_a_passer_by_is_refused_unread(client, db, name):
    assert send(client, reverse(name), HUGE) == 413


def test_a_flood_of_an_officer_is_refused_too_and_files_are_not(cast):
    address = reverse("members:office_imports")
    assert send(client_of(cast.officer), address, HUGE) == 413
    with pytest.raises(AssertionError, match="was read"):
        send(client_of(cast.officer), address, settings.UPLOAD_LIMIT)


def test_the_pages_of_personal_links_that_take_files_say_so(client, db):
    with pytest.raises(AssertionError, match="was read"):
        send(client, reverse("projects:report", args=["1-x"]), settings.UPLOAD_LIMIT)
    assert send(client, reverse("projects:report", args=["1-x"]), HUGE) == 413
    assert send(client, reverse("projects:check", args=["1-x"]), settings.UPLOAD_LIMIT) == 413


def test_the_mark_answers_for_programs_that_ask_for_it_blindly(client, db):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert b"<svg" in answer.content
