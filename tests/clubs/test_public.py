"""The public pages: what stands there, what must not, the message to a club."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from clubs.actions import messages
from clubs.choices import ClubStatus
from clubs.models import ClubClaim, ClubMeeting
from clubs.selectors.counters import public
from counties.models import Shape
from journal.models import Entry
from outbox.models import Letter
from tests.clubs.factories import AdviserFactory, ClubFactory, GiftFactory, logged
from tests.factories import CommuneFactory, PartnerFactory
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db
INDEX = "/kluby/"
LAST_YEAR = localdate().year - 1
MESSAGE = {"text": "Kiedy można przyjść?", "reply_to": "pytam@poczta.example", "website": ""}


@pytest.fixture
def club(cast):
    return ClubFactory(partnership=cast.partnership, public=True, rows__leader=cast.member)


def found(client, query=""):
    return list(client.get(f"{INDEX}{query}").context["page"])


def test_the_directory_shows_host_place_and_hours_of_published_clubs(client, cast):
    host = PartnerFactory(partnership=cast.partnership, name="Parafia próbna")
    shown = ClubFactory(partnership=cast.partnership, public=True, host=host, rows__days=[2, 4])
    hidden = ClubFactory(partnership=cast.partnership)
    page = client.get(INDEX).content.decode()
    for words in (shown.name, "Parafia próbna", "Dom próbny", "wtorek, 16:00–18:00"):
        assert words in page
    assert hidden.name not in page
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_the_directory_is_narrowed_by_commune_day_status_and_words(client, cast):
    here, there = CommuneFactory.create_batch(2, parent=cast.partnership.county)
    tuesday = ClubFactory(
        partnership=cast.partnership, public=True, commune=here, rows__days=[2, 2]
    )
    friday = ClubFactory(
        partnership=cast.partnership,
        public=True,
        commune=there,
        rows__days=[5],
        name="Klub Żółtych Kurtek (próbny)",
    )
    closed = ClubFactory(
        partnership=cast.partnership, public=True, status=ClubStatus.CLOSED, rows__days=[2]
    )
    assert found(client, "?day=2") == [tuesday]
    assert found(client, f"?commune={there.pk}") == [friday]
    assert found(client, "?status=closed") == [closed]
    assert found(client, "?q=zoltych") == [friday]
    assert found(client, "?day=9") == []


def test_an_empty_directory_says_so(client):
    assert "Nie opublikowano jeszcze żadnego klubu." in client.get(INDEX).content.decode()
    ClubFactory(public=True)
    assert "Żaden klub nie pasuje" in client.get(f"{INDEX}?day=1").content.decode()


def test_the_figure_equals_the_list_behind_it(client, cast):
    ClubFactory.create_batch(2, partnership=cast.partnership, public=True)
    ClubFactory(partnership=cast.partnership)
    ClubFactory(partnership=cast.partnership, public=True, status=ClubStatus.RECORDED)
    (figure,) = public()
    assert figure.count == client.get(figure.url).context["page"].paginator.count == 2


def test_the_map_is_drawn_with_its_table_when_boundaries_are_loaded(client, cast):
    commune = CommuneFactory(parent=cast.partnership.county)
    ClubFactory.create_batch(2, partnership=cast.partnership, public=True, commune=commune)
    cast.foreign.delete()
    assert client.get(INDEX).context["map"] is None
    Shape.objects.create(territory=commune, polygons=[[[[20, 52], [21, 52], [21, 53], [20, 52]]]])
    response = client.get(INDEX)
    (area,) = [a for a in response.context["map"].areas if a.commune == commune]
    assert (area.number, area.url) == (2, f"?commune={commune.pk}")
    page = response.content.decode()
    assert "<svg" in page
    assert page.count(f'<th scope="row"><a href="?commune={commune.pk}">') == 1


def test_claimed_and_named_numbers_stand_beside_the_clubs(client):
    ClubClaim.objects.create(region="Próbnia", claimed=8, named=6, source="nota próbna")
    page = client.get(INDEX).content.decode()
    assert "Próbnia" in page
    assert "nota próbna" in page
    assert '<td class="number">8</td>' in page
    assert '<td class="number">6</td>' in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_directory_costs_the_same_for_any_number(
    client, cast, count, django_assert_num_queries
):
    host = PartnerFactory(partnership=cast.partnership)
    for _number in range(count):
        ClubFactory(partnership=cast.partnership, public=True, host=host, rows__days=[1, 2])
    with django_assert_num_queries(8):
        assert len(found(client)) == count


@pytest.mark.parametrize("count", [1, 4])
def test_a_clubs_page_costs_the_same_for_any_number_of_rows(
    client, club, count, django_assert_num_queries
):
    for number in range(count):
        AdviserFactory(club=club)
        GiftFactory(club=club)
        logged(club, dt.date(LAST_YEAR, number + 1, 1), talk=9)
    with django_assert_num_queries(10):
        assert client.get(club.get_absolute_url()).status_code == 200


def test_no_adviser_leader_or_private_contact_stands_on_public_pages(client, cast, club):
    AdviserFactory(
        club=club, name="Zdzisława Tajna", email="tajna@klub.example", phone="601601601"
    )
    GiftFactory(club=club, giver_words="Jan Tajny")
    partner = PartnerFactory(
        partnership=cast.partnership, email="tajny@partner.example", phone="602602602"
    )
    club.host = partner
    club.save()
    pages = [INDEX, club.get_absolute_url(), reverse("clubs:contact", args=[club.pk])]
    for address in pages:
        page = client.get(address).content.decode()
        main = page[page.index("<main") : page.index("</main")]
        for secret in ("Tajn", "tajn", "601601601", "602602602", cast.member.email, "@"):
            assert secret not in main, (address, secret)


def test_small_figures_are_kept_back_on_the_page(client, club):
    logged(club, dt.date(LAST_YEAR, 3, 1), talk=3, course=57)
    page = client.get(club.get_absolute_url()).content.decode()
    assert '<td class="number">57</td>' in " ".join(page.split()).replace("> ", ">").replace(
        " <", "<"
    )
    assert page.count("nie podajemy") == 3  # the number, its total, and the explanation
    assert ">60<" not in page


def test_next_meetings_of_the_club_stand_on_its_page(client, cast, club):
    shown, hidden = (
        MeetingFactory(partnership=cast.partnership, announced=True, is_public=is_public)
        for is_public in (True, False)
    )
    for meeting in (shown, hidden):
        ClubMeeting.objects.create(club=club, meeting=meeting)
    MeetingFactory(partnership=cast.partnership, announced=True)
    assert client.get(club.get_absolute_url()).context["meetings"] == [shown]


def test_a_message_reaches_the_leader_and_the_writer_sees_no_address(client, cast, club):
    address = reverse("clubs:contact", args=[club.pk])
    response = client.post(address, MESSAGE, follow=True)
    assert "Twoja wiadomość jest w drodze" in response.content.decode()
    letter = Letter.objects.get(kind="club_message")
    assert (letter.to_email, letter.reply_to) == (cast.member.email, MESSAGE["reply_to"])
    assert MESSAGE["text"] in letter.text
    entry = Entry.objects.get(verb="club message passed on")
    assert MESSAGE["text"] not in str(entry.after)
    assert MESSAGE["reply_to"] not in str(entry.after)


def test_without_a_leader_the_office_gets_the_message(client, club):
    club.leaders.clear()
    client.post(reverse("clubs:contact", args=[club.pk]), MESSAGE)
    assert Letter.objects.get(kind="club_message").to_email == club.partnership.office_email


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"reply_to": "nie adres"}, "reply_to"),
        ({"reply_to": "a@b.example\nBcc: c@d.example"}, "reply_to"),
        ({"text": "x" * 3000}, "text"),
    ],
)
def test_a_broken_message_is_kept_in_the_form(client, club, wrong, field):
    response = client.post(reverse("clubs:contact", args=[club.pk]), {**MESSAGE, **wrong})
    assert set(response.context["form"].errors) == {field}
    assert not Letter.objects.filter(kind="club_message").exists()


def test_a_robot_is_thanked_and_sends_nothing(client, club):
    data = {**MESSAGE, "website": "https://spam.example"}
    assert client.post(reverse("clubs:contact", args=[club.pk]), data).status_code == 302
    assert not Letter.objects.filter(kind="club_message").exists()


def test_nobody_can_pour_messages_on_a_club(club):
    cache.clear()
    client, address = Client(), reverse("clubs:contact", args=[club.pk])
    answers = [client.post(address, MESSAGE).status_code for _ in range(12)]
    assert answers[:10] == [302] * 10
    assert answers[10:] == [429, 429]
    cache.clear()


def test_a_club_of_record_takes_no_messages(client, cast):
    club = ClubFactory(partnership=cast.partnership, public=True, status=ClubStatus.RECORDED)
    assert client.get(reverse("clubs:contact", args=[club.pk])).status_code == 404
    assert "Napisz do klubu" not in client.get(club.get_absolute_url()).content.decode()


def test_messages_are_emptied_a_week_after_they_went(club):
    messages.write(club=club, reply_to="pytam@poczta.example", text="Jestem bez pracy.")
    letters = Letter.objects.filter(kind="club_message")
    assert messages.forget() == 0
    letters.update(status="sent", updated_at=now() - dt.timedelta(days=8))
    assert messages.forget() == 1
    letter = letters.get()
    assert (letter.text, letter.html, letter.reply_to) == ("", "", "")
    assert messages.forget() == 0


def test_the_search_finds_published_clubs(client, cast):
    club = ClubFactory(partnership=cast.partnership, public=True, name="Klub Żurawia (próbny)")
    ClubFactory(partnership=cast.partnership, name="Klub Żurawia ukryty (próbny)")
    groups = client.get("/szukaj/", {"q": "zurawia"}).context["groups"]
    assert [(group.key, group.rows) for group in groups] == [("clubs", [club])]
