"""A meeting that has taken place is entered in the natural order, and tick by tick."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate, now

from core.charts import Scope
from journal.models import Entry
from meetings.actions import attend, plan
from meetings.errors import FixedError, NotYetError
from meetings.models import Invitation, Meeting
from meetings.selectors import balance, statistics
from outbox.models import Letter
from tests.conftest import client_of
from tests.factories import CommuneFactory, PersonFactory
from tests.meetings.factories import (
    InvitationFactory,
    MeetingFactory,
    listed,
    mark_sent,
    people_of,
    released,
)


@pytest.fixture
def meeting(cast):
    return MeetingFactory(partnership=cast.partnership, over=True)


def address(name, meeting, *more):
    return reverse(f"meetings:office_{name}", args=[meeting.pk, *more])


def test_a_past_meeting_is_entered_its_people_ticked_and_closed(office, cast):
    day = localdate() - dt.timedelta(days=400)
    data = {"title": "Dawne spotkanie", "kind": "plenary", "form": "person", "day": day}
    office.post(reverse("meetings:office_add"), data | {"is_public": "on"})
    meeting = Meeting.objects.get()
    detail = office.get(address("detail", meeting)).content.decode()
    assert address("recipients", meeting) in detail
    assert address("attendance", meeting) in detail
    came, stayed = people_of(cast.partnership, 2)
    office.post(address("by_hand", meeting), {"person": [came.pk, stayed.pk]})
    row = meeting.invitations.get(person=came)
    office.post(address("tick", meeting, row.pk), {"present": row.pk})
    office.post(address("guest", meeting), {"name": "Gość próbny", "sector": "business"})
    response = office.post(address("hold", meeting), {})
    assert response.url == address("turnout", meeting)
    meeting.refresh_from_db()
    assert meeting.status == "held"
    total = balance.turnout(meeting)["total"]
    assert (total["came"], total["invited"], total["sent"]) == (2, 0, 0)
    assert not Letter.objects.exists()
    assert office.get(meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", ["draft", "announced"])
def test_who_came_is_not_written_down_before_the_day(office, cast, status):
    meeting = MeetingFactory(partnership=cast.partnership, status=status)
    row = InvitationFactory(meeting=meeting)
    with pytest.raises(NotYetError):
        attend.tick(meeting=meeting, actor=cast.officer, shown=set(), ticked={row.pk})
    response = office.post(address("tick", meeting, row.pk), {"present": row.pk})
    assert response.headers["HX-Refresh"] == "true"
    page = office.get(address("attendance", meeting)).content.decode()
    assert str(NotYetError()) in page
    assert f'value="{row.pk}"' in page
    assert address("tick", meeting, row.pk) not in page
    office.post(address("guest", meeting), {"name": "Gość próbny"})
    assert not Invitation.objects.filter(presence="present").exists()


def test_people_are_ticked_at_the_door_on_the_day_itself(cast):
    late = now().replace(hour=21, minute=50)
    meeting = MeetingFactory(partnership=cast.partnership, announced=True, starts_at=late)
    row = InvitationFactory(meeting=meeting)
    assert attend.tick(meeting=meeting, actor=cast.officer, shown=set(), ticked={row.pk}) == 1


def test_every_tick_is_saved_at_once_and_twice_is_harmless(office, meeting):
    first, second = InvitationFactory.create_batch(2, meeting=meeting)
    for _ in range(2):
        response = office.post(
            address("tick", meeting, first.pk),
            {"present": [first.pk, second.pk]},
            headers={"HX-Request": "true"},
        )
        assert "Obecnych: 1." in response.content.decode()
        assert "<html" not in response.content.decode()
    assert [row.presence for row in (first, second) if row.refresh_from_db() is None] == [
        "present",
        "none",
    ]
    assert Entry.objects.filter(verb="attendance recorded").count() == 1
    office.post(address("tick", meeting, first.pk), {"present": []})
    first.refresh_from_db()
    assert first.presence == "none"


def test_a_tick_is_read_in_the_journal_as_words(cast, meeting):
    row = InvitationFactory(meeting=meeting)
    attend.tick(meeting=meeting, actor=cast.officer, shown=set(), ticked={row.pk})
    entry = Entry.objects.first()
    for language, words in [
        ("pl", [("Obecność", "nie zapisano", "obecność")]),
        ("en", [("Attendance", "not recorded", "present")]),
    ]:
        with translation.override(language):
            assert entry.changes == words
    assert entry.about_name == row.name


def test_a_tick_for_another_meeting_or_office_is_not_found(cast, office, meeting):
    other = InvitationFactory(meeting__partnership=cast.foreign, meeting__over=True)
    assert office.post(address("tick", meeting, other.pk)).status_code == 404
    row = InvitationFactory(meeting=meeting)
    foreign = client_of(cast.foreign_officer)
    assert foreign.post(address("tick", meeting, row.pk), {"present": row.pk}).status_code == 404
    auditor = client_of(cast.auditor)
    assert auditor.post(address("tick", meeting, row.pk), {"present": row.pk}).status_code == 403
    row.refresh_from_db()
    assert row.presence == "none"


def test_a_guest_has_sector_and_commune(office, cast, meeting):
    commune = CommuneFactory(parent=cast.partnership.county)
    foreign = CommuneFactory(parent=cast.foreign.county)
    guest = {"name": "Gość próbny", "organisation": "Koło", "sector": "social"}
    wrong = office.post(address("guest", meeting), guest | {"commune": foreign.pk})
    assert wrong.context["guest_form"].errors.keys() == {"commune"}
    assert "Gość próbny" in wrong.content.decode()
    office.post(address("guest", meeting), guest | {"commune": commune.pk})
    row = meeting.invitations.get()
    assert (row.sector, row.commune, row.walk_in) == ("social", commune, True)
    (line,) = balance.turnout(meeting)["by_commune"]
    assert (line["label"], line["uninvited_came"]) == (commune.name, 1)


def test_a_guest_added_by_mistake_is_taken_off_and_an_invited_person_is_not(office, meeting):
    row = InvitationFactory(meeting=meeting)
    office.post(address("guest", meeting), {"name": "Literówka"})
    guest = meeting.invitations.get(walk_in=True)
    for _ in range(2):
        office.post(address("guest_remove", meeting, guest.pk))
    assert office.post(address("guest_remove", meeting, row.pk)).status_code == 404
    assert list(meeting.invitations.all()) == [row]
    entry = Entry.objects.get(verb="guest removed")
    assert entry.before["name"] == "Literówka"


def test_the_list_of_a_meeting_with_minutes_is_fixed(cast, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(status="minuted")
    with pytest.raises(FixedError):
        attend.add_guest(meeting=meeting, actor=cast.officer, name="Za późno")


def test_walk_ins_do_not_raise_the_share_of_the_invited(cast, meeting):
    came, _silent = InvitationFactory.create_batch(2, meeting=meeting)
    attend.tick(meeting=meeting, actor=cast.officer, shown=set(), ticked={came.pk})
    for number in range(5):
        attend.add_guest(meeting=meeting, actor=cast.officer, name=f"Gość {number}")
    attend.add_walk_in(
        meeting=meeting, actor=cast.officer, person=PersonFactory(partnership=cast.partnership)
    )
    plan.hold(meeting=meeting, actor=cast.officer)
    total = balance.turnout(meeting)["total"]
    assert (total["invited"], total["invited_came"], total["uninvited_came"]) == (2, 1, 6)
    scope = Scope(cast.partnership)
    year = meeting.local_start.year
    found = {number.key: number.value for number in statistics.numbers(scope, year)}
    assert (found["invited"], found["came"], found["uninvited"]) == (2, 1, 6)
    assert found["turnout"] == 50
    for chart in statistics.charts(scope):
        for row in chart.rows if chart.key.startswith("turnout") else []:
            invited, of_them = (cell.value for cell in row.cells)
            assert str(row.label).endswith(f"({round(100 * of_them / invited)} %)")
            assert (invited, of_them) == (2, 1)


def test_invitations_sent_are_those_whose_letter_has_gone(office, cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), 4, cast.officer)
    released(meeting, cast.officer)
    mark_sent(Letter.objects.all(), 2)
    letters = Letter.objects.order_by("-pk")
    Letter.objects.filter(pk=letters[0].pk).update(status="cancelled")
    Letter.objects.filter(pk=letters[1].pk).update(status="bounced")
    total = balance.turnout(meeting)["total"]
    assert (total["invited"], total["sent"]) == (4, 3)
    shown = office.get(address("invitations", meeting) + "?state=sent").context["page"]
    assert shown.paginator.count == 3
