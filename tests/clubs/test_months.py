"""Logging months: the leader's page, the office's grid, locks and corrections."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from clubs.actions import counting
from clubs.choices import ClubStatus, Group, Support
from clubs.errors import FutureMonthError, LockedMonthError
from clubs.models import Club, Month, MonthlyCount
from clubs.rules import after
from clubs.selectors.counters import waiting, waiting_for
from journal.models import Entry
from tests.clubs.factories import ClubFactory, last_month, logged
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(cast):
    return ClubFactory(
        partnership=cast.partnership, logs_from=last_month(3), rows__leader=cast.member
    )


@pytest.fixture
def leader(cast):
    return client_of(cast.member)


def my_month(club, first):
    return reverse("clubs:my_month", args=[club.pk, first.year, first.month])


def office_month(club, first, name="office_month"):
    return reverse(f"clubs:{name}", args=[club.pk, first.year, first.month])


def fields(response):
    """What a browser would send of the page's own form if nothing is typed."""
    form = response.context["form"]
    return {field.html_name: field.value() for field in form if field.value() is not None}


def test_a_leader_logs_a_month_with_one_form(club, leader):
    first = last_month()
    page = leader.get(my_month(club, first))
    sent = {"talk-all": "12", "self_help-women": "3", "volunteer_hours": "20", "room_hours": ""}
    response = leader.post(my_month(club, first), {**fields(page), **sent})
    assert response.url == reverse("clubs:my_detail", args=[club.pk])
    month = club.months.get()
    rows = month.counts.values_list("kind", "group", "number")
    assert set(rows) == {("talk", "all", 12), ("self_help", "women", 3)}
    assert (month.volunteer_hours, month.room_hours) == (20, 0)


def test_a_leader_without_an_organisation_is_told_first_what_waits(club, leader):
    page = leader.get("/moje/").content.decode()
    assert "/moje/klub/" in page
    assert "Nie działasz jeszcze w imieniu żadnej organizacji." not in page


def test_the_page_has_a_field_for_every_kind_and_group_with_last_months_number(club, leader):
    logged(club, last_month(2), talk=41)
    page = leader.get(my_month(club, last_month())).content.decode()
    for kind in Support:
        for group in Group:
            assert f'name="{kind}-{group}"' in page
    assert re.search(r'name="talk-all"[^>]*aria-describedby="id_talk-all_helptext"', page)
    assert "41" in re.search(r'id="id_talk-all_helptext"[^>]*>([^<]*)<', page)[1]


@pytest.mark.parametrize("wrong", ["-1", "abc", "1.5", "99999", "9" * 40, "1\x00"])
def test_a_wrong_number_is_said_and_the_others_are_kept(club, leader, wrong):
    data = {"talk-all": wrong, "course-men": "7"}
    response = leader.post(my_month(club, last_month()), data)
    assert set(response.context["form"].errors) == {"talk-all"}
    assert re.search(r'name="course-men"[^>]*value="7"', response.content.decode())
    assert not Month.objects.exists()


def test_correcting_a_month_keeps_the_former_value_in_the_journal(club, leader):
    first = last_month()
    logged(club, first, talk=12, course=5)
    page = leader.get(my_month(club, first))
    assert page.context["form"]["talk-all"].value() == 12
    leader.post(my_month(club, first), {**fields(page), "talk-all": "14"})
    entry = Entry.objects.get(verb="club month corrected")
    assert (entry.before, entry.after) == ({"talk-all": 12}, {"talk-all": 14})
    assert entry.changes == [("Rozmowa indywidualna, poza grupami", "12", "14")]
    with translation.override("en"):
        assert entry.changes == [("Individual talk, outside groups", "12", "14")]
    assert club.months.get().version == 2


def test_the_second_of_two_people_sees_both_numbers_and_can_save_again(club, leader):
    first = last_month()
    logged(club, first, talk=12)
    page = leader.get(my_month(club, first))
    counting.log(club=club, first=first, counts={("talk", "all"): 13}, version=1, actor=None)
    response = leader.post(my_month(club, first), {**fields(page), "talk-all": "15"})
    assert [row[1:] for row in response.context["theirs"]] == [(13, 15)]
    assert MonthlyCount.objects.get().number == 13
    leader.post(my_month(club, first), {**fields(response), "talk-all": "15"})
    assert MonthlyCount.objects.get().number == 15


def test_a_leader_sees_only_the_own_club(cast, club, leader):
    other = ClubFactory(partnership=cast.partnership, public=True)
    assert leader.get(reverse("clubs:my_detail", args=[club.pk])).status_code == 200
    first = last_month()
    for address in [
        reverse("clubs:my_detail", args=[other.pk]),
        reverse("clubs:my_gift", args=[other.pk]),
        my_month(other, first),
    ]:
        assert leader.get(address).status_code == 404
        assert leader.post(address, {"talk-all": "5"}).status_code in {404, 405}
    assert not Month.objects.exists()
    assert [row[0] for row in leader.get(reverse("clubs:my_index")).context["rows"]] == [club]
    assert client_of(cast.neighbour).get(my_month(club, first)).status_code == 404


def test_whoever_no_longer_leads_finds_nothing(cast, club, leader):
    club.leaders.clear()
    assert leader.get(reverse("clubs:my_detail", args=[club.pk])).status_code == 404


def test_a_month_that_has_not_begun_or_is_none_is_not_found(club, leader):
    ahead = after(localdate())
    assert leader.get(my_month(club, ahead)).status_code == 404
    assert leader.get(f"/moje/klub/{club.pk}/2025/13/").status_code == 404
    assert leader.get(f"/moje/klub/{club.pk}/99999/1/").status_code == 404
    assert leader.get(my_month(club, dt.date(1950, 1, 1))).status_code == 404
    with pytest.raises(FutureMonthError):
        counting.log(club=club, first=ahead, counts={}, actor=None)


def test_a_locked_month_changes_no_more_until_the_office_opens_it(cast, office, club, leader):
    first = last_month()
    month = logged(club, first, talk=12)
    office.post(office_month(club, first, "office_lock"))
    page = leader.get(my_month(club, first)).content.decode()
    assert "Urząd zamknął ten miesiąc" in page
    assert "<form method" not in page[page.index("<main") : page.index("</main")]
    refused = leader.post(my_month(club, first), {"talk-all": "99", "version": month.version})
    assert refused.context["form"].errors
    with pytest.raises(LockedMonthError):
        counting.log(club=club, first=first, counts={}, version=1, actor=None)
    assert MonthlyCount.objects.get().number == 12
    office.post(office_month(club, first, "office_lock"))
    counting.log(club=club, first=first, counts={("talk", "all"): 9}, version=2, actor=None)
    assert MonthlyCount.objects.get().number == 9


def test_missing_months_wait_for_the_leader_and_the_office(cast, office, club, leader):
    logged(club, last_month(2), talk=5)
    ClubFactory(partnership=cast.partnership, logs_from=last_month(3), status=ClubStatus.SUSPENDED)
    ClubFactory(partnership=cast.partnership)
    ClubFactory(partnership=cast.foreign, logs_from=last_month())
    assert club.missing_months() == [last_month(3), last_month(1)]
    (mine,) = waiting_for(cast.member)
    assert mine.count == 2
    ((_club, months),) = leader.get(mine.url).context["rows"]
    assert len(months) == mine.count
    (behind,) = waiting(cast.partnership)
    assert behind.count == 1
    assert list(office.get(behind.url).context["page"]) == [club]
    for first in club.missing_months():
        logged(club, first, talk=1)
    assert waiting(cast.partnership) == waiting_for(cast.member) == []


def test_the_first_page_of_a_leader_leads_to_the_month(cast, club, leader):
    page = leader.get(reverse("mine")).content.decode()
    assert reverse("clubs:my_index") in page
    assert my_month(club, last_month()) in leader.get(reverse("clubs:my_index")).content.decode()


def test_the_grid_shows_which_months_are_logged_locked_and_missing(office, club):
    logs = last_month(3)
    month = logged(club, logs, talk=5)
    counting.lock(month=month, actor=None)
    logged(club, last_month(2), talk=5)
    states = {}
    for year in {logs.year, localdate().year}:
        rows = office.get(reverse("clubs:office_grid"), {"year": year}).context["rows"]
        ((_club, cells),) = rows
        states |= {cell["first"]: cell["state"] for cell in cells}
    present = localdate().replace(day=1)
    assert [states[last_month(n)] for n in (4, 3, 2, 1)] == ["none", "locked", "logged", "missing"]
    assert states[present] == "none"


@pytest.mark.parametrize("year", ["", "abc", "1066", "99999999999", "²"])
def test_an_odd_year_shows_the_present_one(office, club, year):
    response = office.get(reverse("clubs:office_grid"), {"year": year})
    assert response.context["year"] == localdate().year


@pytest.mark.parametrize("count", [1, 4])
def test_the_grid_costs_the_same_for_any_number(office, cast, count, django_assert_num_queries):
    for club in ClubFactory.create_batch(count, partnership=cast.partnership):
        logged(club, last_month(), talk=5)
    with django_assert_num_queries(7):
        response = office.get(reverse("clubs:office_grid"), {"year": last_month().year})
    assert len(response.context["rows"]) == count


def test_the_months_of_a_leader_cost_few_queries(leader, club, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        leader.get(reverse("clubs:my_detail", args=[club.pk]))


def test_the_totals_of_a_year_stand_on_the_page_and_in_the_file(office, cast, club):
    first = last_month()
    logged(club, first, talk=12, course=5)
    other = ClubFactory(partnership=cast.partnership, name="=A to klub")
    logged(other, first, talk=3)
    logged(ClubFactory(partnership=cast.foreign), first, talk=500)
    context = office.get(reverse("clubs:office_totals"), {"year": first.year}).context
    assert (context["whole"].total, len(context["rows"])) == (20, 2)
    response = office.get(reverse("clubs:office_totals_csv"), {"year": first.year})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("'=A to klub;")
    row = dict(zip(lines[0].split(";"), lines[2].split(";"), strict=True))
    assert row["rozmowa indywidualna"] == "12"
    assert row["Pomoc razem"] == "17"


def test_what_a_leader_loses_nobody_else_gains(cast):
    assert not Club.objects.of_user(cast.person).exists()
