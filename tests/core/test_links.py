"""What people read who open a personal link that does not work."""

import pytest
from django.urls import reverse

from core import links

pytestmark = pytest.mark.django_db
PAGES = ["meetings:answer", "meetings:stop", "projects:report", "projects:check", "employers:work"]


@pytest.mark.parametrize("name", PAGES)
def test_a_link_that_opens_nothing_says_how_else_to_answer(client, name):
    page = client.get(reverse(name, args=["1-brak"]))
    assert page.status_code == 404
    assert "Odnośnik jest niepełny" in page.content.decode()
    assert "telefonicznie lub e-mailem" in page.content.decode()


def test_a_link_that_is_used_too_often_says_when_it_opens_again(rf):
    request = rf.get("/")
    request.user = None
    page = links.wait(request, ("/kalendarz/", "Kalendarz próbny"))
    assert page.status_code == 429
    assert "spróbować za godzinę" in page.content.decode()
    assert '<a href="/kalendarz/">Kalendarz próbny</a>' in page.content.decode()
