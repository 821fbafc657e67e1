"""The search over the newer apps: what it finds, and what must not be found."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from agreements.models import Agreement
from tests.clubs.factories import ClubFactory
from tests.drill_down import count_behind
from tests.factories import PartnerFactory, PartnershipFactory
from tests.meetings.factories import MeetingFactory
from tests.news.factories import ArticleFactory
from tests.projects.factories import ProjectFactory
from workshops.models import Cycle

pytestmark = pytest.mark.django_db
KEYS = {"workshops", "clubs", "news"}


def cycle(partnership, name, published_at=None):
    return Cycle.objects.create(
        partnership=partnership, name=name, status="planned", published_at=published_at
    )


def groups(client, words):
    return client.get(reverse("search"), {"q": words}).context["groups"]


@pytest.mark.parametrize("words", ["zolnierz", "żołnierzy", "ŻOŁNIERZE", "zolnierzami"])
def test_letters_and_endings_hide_no_club_cycle_or_news(client, words):
    partnership = PartnershipFactory()
    ClubFactory(partnership=partnership, public=True, name="Klub żołnierzy (próbny)")
    ArticleFactory(partnership=partnership, public=True, title="Spotkanie żołnierzy (próba)")
    cycle(partnership, "Warsztaty żołnierzy (próbne)", now())
    found = groups(client, words)
    assert {group.key for group in found} == KEYS
    assert [group.key for group in found if count_behind(client, group.url) != group.count] == []


def test_nothing_unpublished_of_these_rooms_is_found(client):
    partnership = PartnershipFactory()
    ClubFactory(partnership=partnership, name="Tajny klub (próbny)")
    ArticleFactory(partnership=partnership, title="Tajny szkic (próba)")
    ArticleFactory(partnership=partnership, gone=True, title="Tajny wycofany (próba)")
    cycle(partnership, "Tajne warsztaty (próbne)")
    assert groups(client, "tajny") == groups(client, "tajne") == []


def test_each_group_links_to_a_list_with_the_same_hits(client):
    partnership = PartnershipFactory()
    for number in range(7):
        ClubFactory(partnership=partnership, public=True, name=f"Klub pierogów {number} (próbny)")
    (group,) = groups(client, "pierogi")
    assert (group.count, len(group.rows)) == (7, 5)
    assert count_behind(client, group.url) == 7


@pytest.mark.parametrize(
    "words",
    [
        "klub",
        "kluby",
        "klubów",
        "KLUBEM",
        "kl\u00adub",
        '"Klub"',
        "„klub”,",
        "(kluby)",
        "praca",
        "pracę",
        "prac",
        "klub pracy",
    ],
)
def test_short_words_marks_and_invisible_signs_hide_no_hit(client, words):
    partnership = PartnershipFactory()
    ClubFactory(partnership=partnership, public=True, name="„Klub” Pracy (próbny)")
    ArticleFactory(partnership=partnership, public=True, title="Klub: pracę znajdziesz (próba)")
    cycle(partnership, "Kluby pracy (próbne)", now())
    PartnerFactory(partnership=partnership, name="Klub Pracy")
    ProjectFactory(partnership=partnership, public=True, title="Klubowi na pracę")
    MeetingFactory(partnership=partnership, announced=True, title="O pracy w klubie")
    Agreement.objects.create(
        partnership=partnership, title="Praca w klubach", status="record", is_public=True
    )
    found = groups(client, words)
    assert {group.key for group in found} == KEYS | {
        "partners",
        "projects",
        "meetings",
        "agreements",
    }
    assert [group.key for group in found if count_behind(client, group.url) != group.count] == []
