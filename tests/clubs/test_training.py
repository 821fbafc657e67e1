"""A training counts while it is valid; a wrong day is mended with a reason, and nothing lies ahead."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from clubs.actions import manage
from clubs.errors import TrainingReasonError
from clubs.models import Adviser
from journal.models import Entry
from tests.clubs.factories import AdviserFactory, ClubFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
DAY = dt.date(2026, 1, 9)


@pytest.fixture
def club(cast):
    return ClubFactory(partnership=cast.partnership, public=True)


def page(name, *args):
    return reverse(f"clubs:{name}", args=args)


def sent(form):
    return {name: form[name].value() or "" for name in form.fields}


def test_only_advisers_with_a_valid_training_are_counted_as_trained(client, club):
    AdviserFactory(club=club)
    AdviserFactory(club=club, trained_on=DAY, valid_until=localdate() - ONE)
    assert (
        "Przeszkoleni koledzy-doradcy" not in client.get(club.get_absolute_url()).content.decode()
    )
    AdviserFactory(club=club, trained_on=DAY, valid_until=localdate())
    AdviserFactory(club=club, trained_on=DAY)
    assert client.get(club.get_absolute_url()).context["club"].trained_count == 2
    assert {one.training for one in Adviser.objects.trained()} == {"ending", "valid"}


@pytest.mark.parametrize("name", ["agreed_on", "trained_on"])
def test_what_has_happened_lies_not_ahead(office, club, name):
    data = {"name": "Próbna", "agreed": "on", "agreed_on": DAY, name: localdate() + ONE}
    form = office.post(page("office_adviser_add", club.pk), data).context["form"]
    assert set(form.errors) == {name}


def test_a_gift_and_the_beginning_of_a_club_lie_not_ahead(office, club):
    data = {
        "kind": "computers",
        "quantity": "1",
        "giver_words": "x",
        "given_on": localdate() + ONE,
    }
    gift = office.post(page("office_gift_add", club.pk), data).context["form"]
    assert set(gift.errors) == {"given_on"}
    data = {"name": "Nowy", "place": "Dom", "opened_on": localdate() + ONE}
    assert "opened_on" in office.post(page("office_edit", club.pk), data).context["form"].errors


def test_a_wrong_day_of_training_is_corrected_with_a_reason(office, club):
    adviser = AdviserFactory(club=club, trained_on=DAY, valid_until=DAY + ONE)
    address = page("office_adviser", club.pk, adviser.pk)
    data = sent(office.get(address).context["form"]) | {"valid_until": DAY + 9 * ONE}
    assert office.post(address, data).context["form"].errors["why"]
    assert office.post(address, {**data, "why": "literówka"}).status_code == 302
    entry = Entry.objects.get(verb="adviser changed")
    assert entry.changes == [("Szkolenie ważne do", "10 stycznia 2026", "18 stycznia 2026")]
    assert entry.reason == "literówka"
    assert adviser.name not in str(entry.before) + str(entry.after)


def test_a_training_that_is_new_needs_no_reason(office, club):
    adviser = AdviserFactory(club=club)
    address = page("office_adviser", club.pk, adviser.pk)
    data = sent(office.get(address).context["form"]) | {"trained_on": DAY}
    assert office.post(address, data).status_code == 302
    adviser.refresh_from_db()
    assert adviser.trained_on == DAY
    adviser.trained_on = DAY - ONE
    with pytest.raises(TrainingReasonError):
        manage.keep_adviser(adviser=adviser, actor=None)


def test_the_journal_tells_hours_before_and_after_in_words(office, club):
    club.hours.create(weekday=1, opens=dt.time(9), closes=dt.time(12))
    row = club.hours.get()
    manage.change_rows(club=club, kept=[row], gone=[], actor=None)
    row.weekday = 2
    manage.change_rows(club=club, kept=[row], gone=[], actor=None)
    told = Entry.objects.filter(verb="club rows changed").first().changes
    assert [part[1:] for part in told] == [("poniedziałek", "wtorek")]


def test_the_page_of_a_club_tells_host_place_hours_and_a_form_and_no_telephone(client, cast):
    club = ClubFactory(
        partnership=cast.partnership,
        public=True,
        host=cast.partner,
        rows__days=[1, 4],
        address="ul. Próbna 2, Próbowo",
    )
    AdviserFactory(club=club, trained_on=DAY, phone="600 700 800")
    told = client.get(club.get_absolute_url()).content.decode()
    for part in (
        cast.partner.get_absolute_url(),
        "ul. Próbna 2",
        "poniedziałek",
        "16:00–18:00",
        page("contact", club.pk),
        "Przeszkoleni koledzy-doradcy",
    ):
        assert part in told
    assert "600 700 800" not in told
    assert Adviser.objects.get().name not in told
