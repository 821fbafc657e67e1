"""One search over everything public: letters, endings, and what must not be found."""

import datetime as dt

import pytest
from django.utils.timezone import now

from agreements.models import Agreement
from core.text import stem
from meetings.models import Meeting
from members.choices import PartnerStatus
from tests.factories import PartnerFactory, PartnershipFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def meeting(partnership, title, **kwargs):
    start = now() + dt.timedelta(days=9)
    return Meeting.objects.create(
        partnership=partnership,
        title=title,
        kind="workshop",
        status="announced",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
        **{"is_public": True, "announced_at": now(), **kwargs},
    )


def agreement(partnership, subject, **kwargs):
    return Agreement.objects.create(
        partnership=partnership,
        title=subject,
        status="in_force",
        **{"is_public": True, **kwargs},
    )


def found(client, words):
    groups = client.get("/szukaj/", {"q": words}).context["groups"]
    return {group.key: [str(row) for row in group.rows] for group in groups}


@pytest.mark.parametrize("words", ["zolnierz", "żołnierzy", "ŻOŁNIERZE", "zolnierzami"])
def test_letters_and_endings_hide_no_hit(client, words):
    partnership = PartnershipFactory()
    PartnerFactory(partnership=partnership, name="Stowarzyszenie żołnierzy (próbne)")
    ProjectFactory(partnership=partnership, public=True, title="Szlak żołnierzy")
    meeting(partnership, "Spotkanie żołnierzy")
    agreement(partnership, "Porozumienie żołnierzy")
    assert set(found(client, words)) == {"partners", "projects", "meetings", "agreements"}


def test_nothing_unpublished_is_found(client):
    partnership = PartnershipFactory()
    PartnerFactory(partnership=partnership, name="Tajna", status=PartnerStatus.CONTACT)
    ProjectFactory(partnership=partnership, title="Tajny szkic")
    ProjectFactory(
        partnership=partnership, public=True, withdrawn_at=now(), title="Tajny wycofany"
    )
    meeting(partnership, "Tajne spotkanie", is_public=False)
    meeting(partnership, "Tajny szkic spotkania", announced_at=None)
    agreement(partnership, "Tajne porozumienie", is_public=False)
    assert found(client, "tajn") == {}


def test_each_group_is_as_long_as_the_list_it_links_to(client):
    partnership = PartnershipFactory()
    for number in range(7):
        PartnerFactory(partnership=partnership, name=f"Młyn {number}")
        ProjectFactory(partnership=partnership, public=True, title=f"Młyny {number}")
        meeting(partnership, f"Wokół młyna {number}")
        agreement(partnership, f"Młyn {number}")
    groups = client.get("/szukaj/", {"q": "młyn"}).context["groups"]
    assert [group.count for group in groups] == [7, 7, 7, 7]
    for group in groups:
        assert len(group.rows) == 5
        assert client.get(group.url).context["page"].paginator.count == group.count


@pytest.mark.parametrize(
    "words", ["", "a", "%", "_", "' OR 1=1 --", "x" * 5000, "\\", "🙂🙂", "(((", "%_%"]
)
def test_no_words_break_the_search(client, words):
    PartnerFactory(name="Zwykła organizacja")
    response = client.get("/szukaj/", {"q": words})
    assert response.status_code == 200
    assert response.context["groups"] == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_search_costs_the_same_for_any_number(client, count, django_assert_num_queries):
    partnership = PartnershipFactory()
    for number in range(count):
        PartnerFactory(partnership=partnership, name=f"Młyn {number}")
        ProjectFactory(partnership=partnership, public=True, title=f"Młyny {number}")
        meeting(partnership, f"Wokół młyna {number}")
        agreement(partnership, f"Młyn {number}")
    client.get("/szukaj/", {"q": "młyn"})
    with django_assert_num_queries(9):
        client.get("/szukaj/", {"q": "młyn"})


@pytest.mark.parametrize(
    ("word", "beginning"),
    [
        ("zolnierzy", "zolnierz"),
        ("sciezkami", "sciezk"),
        ("mlyn", "mlyn"),
        ("nowego", "now"),
        ("kluby", "klub"),
        ("klubow", "klub"),
        ("praca", "prac"),
        ("rada", "rad"),
        ("las", "las"),
        ("2024", "2024"),
        ("ia", "ia"),
    ],
)
def test_a_stem_is_never_shorter_than_three_letters(word, beginning):
    assert stem(word) == beginning
