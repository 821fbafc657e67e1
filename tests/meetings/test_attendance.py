"""Who came: ticking, guests, closing, and numbers that agree with the lists behind them."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.timezone import now

from meetings.actions import attend, plan
from meetings.errors import FixedError, NotYetError
from meetings.models import Meeting
from meetings.selectors import balance, counters
from tests.factories import CommuneFactory, PersonFactory
from tests.meetings.factories import InvitationFactory, MeetingFactory


@pytest.fixture
def meeting(cast):
    return MeetingFactory(partnership=cast.partnership, over=True)


def test_two_people_with_two_lists_do_not_undo_each_other(cast, meeting):
    first, second, third = InvitationFactory.create_batch(3, meeting=meeting)
    tick = {"meeting": meeting, "actor": cast.officer}
    attend.tick(**tick, shown=set(), ticked={first.pk})
    attend.tick(**tick, shown=set(), ticked={second.pk})
    assert attend.tick(**tick, shown={first.pk}, ticked={third.pk}) == 2
    came = set(meeting.invitations.filter(presence="present").values_list("pk", flat=True))
    assert came == {second.pk, third.pk}


def test_the_sheet_saves_what_is_ticked(office, meeting):
    rows = InvitationFactory.create_batch(3, meeting=meeting)
    url = reverse("meetings:office_attendance", args=[meeting.pk])
    office.post(url, {"present": [rows[0].pk, rows[1].pk]})
    office.post(url, {"present": [rows[1].pk], "shown": [rows[0].pk, rows[1].pk]})
    assert meeting.invitations.get(presence="present") == rows[1]


def test_rows_of_another_meeting_are_not_touched(cast, meeting):
    other = InvitationFactory(meeting__partnership=cast.foreign, meeting__over=True)
    attend.tick(meeting=meeting, actor=cast.officer, shown=set(), ticked={other.pk})
    other.refresh_from_db()
    assert other.presence == "none"


def test_guests_are_added_once(office, cast, meeting):
    url = reverse("meetings:office_guest", args=[meeting.pk])
    for _ in range(2):
        office.post(url, {"name": "Jan Próbny", "organisation": "Koło próbne"})
    guest = meeting.invitations.get()
    assert (guest.walk_in, guest.presence, guest.person) == (True, "present", None)
    office.post(url, {"name": "", "organisation": ""})
    assert meeting.invitations.count() == 1


def test_somebody_of_the_register_walks_in(office, cast, meeting):
    person = PersonFactory(partnership=cast.partnership)
    foreign = PersonFactory(partnership=cast.foreign)
    url = reverse("meetings:office_walk_in", args=[meeting.pk])
    office.post(url, {"person": person.pk})
    office.post(url, {"person": person.pk})
    assert office.post(url, {"person": foreign.pk}).status_code == 404
    row = meeting.invitations.get()
    assert (row.person, row.walk_in, row.presence) == (person, True, "present")


def test_an_invited_person_who_walks_in_is_no_guest(cast, meeting):
    row = InvitationFactory(meeting=meeting)
    attend.add_walk_in(meeting=meeting, actor=cast.officer, person=row.person)
    row.refresh_from_db()
    assert (row.walk_in, row.presence) == (False, "present")


def test_closing_the_list_makes_the_others_absent(office, meeting):
    came, stayed = InvitationFactory.create_batch(2, meeting=meeting)
    listed_only = InvitationFactory(meeting=meeting, invited_at=None)
    office.post(reverse("meetings:office_attendance", args=[meeting.pk]), {"present": [came.pk]})
    office.post(reverse("meetings:office_hold", args=[meeting.pk]), {})
    meeting.refresh_from_db()
    assert meeting.status == "held"
    known = dict(meeting.invitations.values_list("pk", "presence"))
    assert known == {came.pk: "present", stayed.pk: "absent", listed_only.pk: "none"}
    again = office.post(reverse("meetings:office_hold", args=[meeting.pk]), {})
    assert again.context["form"].non_field_errors()


def test_a_meeting_that_lies_ahead_cannot_be_closed(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    with pytest.raises(NotYetError):
        plan.hold(meeting=meeting, actor=cast.officer)


def test_an_old_meeting_keeps_a_number_without_names(cast):
    start = now() - dt.timedelta(days=3000)
    meeting = MeetingFactory(partnership=cast.partnership, starts_at=start)
    plan.hold(meeting=meeting, actor=cast.officer, total=200, note="notatka prasowa")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.attendance_total) == ("held", 200)
    assert Meeting.objects.public().filter(pk=meeting.pk).exists()


def test_a_cancelled_meeting_has_no_list(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    plan.cancel(meeting=meeting, actor=cast.officer, reason="x")
    meeting.refresh_from_db()
    with pytest.raises(FixedError):
        attend.tick(meeting=meeting, actor=cast.officer, shown=set(), ticked=set())


def test_every_number_of_the_turnout_is_the_length_of_its_list(office, cast, meeting):
    commune = CommuneFactory(parent=cast.partnership.county)
    for sector, place, given, presence in [
        ("public", commune, "yes", "present"),
        ("public", None, "none", "present"),
        ("business", commune, "no", "absent"),
        ("social", None, "substitute", "present"),
        ("social", commune, "none", "absent"),
        ("", None, "maybe", "none"),
    ]:
        InvitationFactory(
            meeting=meeting, sector=sector, commune=place, answer=given, presence=presence
        )
    attend.add_guest(meeting=meeting, actor=cast.officer, name="Gość próbny")
    InvitationFactory(meeting=meeting, invited_at=None)
    page = office.get(reverse("meetings:office_turnout", args=[meeting.pk])).content.decode()
    links = re.findall(r'href="([^"]*zaproszenia/\?[^"]*)">(\d+)</a>', page)
    assert len(links) == 7 * (4 + 1) + 7 * (2 + 1)
    for url, number in links:
        shown = office.get(url.replace("&amp;", "&"))
        assert shown.context["page"].paginator.count == int(number), url
    total = balance.turnout(meeting)["total"]
    assert (total["invited"], total["answered"], total["came"]) == (6, 4, 4)
    assert (total["invited_came"], total["silent_came"], total["uninvited_came"]) == (3, 1, 1)


@pytest.mark.parametrize("count", [1, 4])
def test_the_turnout_costs_the_same_for_any_number(
    cast, meeting, count, django_assert_num_queries
):
    commune = CommuneFactory(parent=cast.partnership.county)
    InvitationFactory.create_batch(count, meeting=meeting, commune=commune)
    with django_assert_num_queries(3):
        assert balance.turnout(meeting)["total"]["invited"] == count


def test_what_waits_equals_the_lists_behind(office, cast):
    ahead = MeetingFactory(partnership=cast.partnership, announced=True)
    InvitationFactory(meeting=ahead, person=cast.member.people.get())
    InvitationFactory(meeting=ahead, answer="yes")
    MeetingFactory(partnership=cast.partnership, over=True)
    MeetingFactory(partnership=cast.partnership, over=True, status="held")
    MeetingFactory(partnership=cast.foreign, over=True)
    found = counters.waiting(cast.partnership)
    assert [figure.count for figure in found] == [1, 1]
    for figure in found:
        assert office.get(figure.url).context["page"].paginator.count == figure.count
    assert [row.meeting for row in counters.waiting_for(cast.member)] == [ahead]
    assert counters.waiting_for(cast.neighbour) == []
    assert counters.upcoming(cast.partnership) == [ahead]


def test_the_public_figure_equals_the_list_behind_it(client, cast):
    MeetingFactory(partnership=cast.partnership, over=True, status="held", kind="workshop")
    MeetingFactory(partnership=cast.partnership, over=True, status="cancelled", kind="workshop")
    MeetingFactory(partnership=cast.partnership, over=True, status="held", kind="gala")
    (workshops,) = counters.public()
    assert workshops.count == 1
    assert client.get(workshops.url).context["page"].paginator.count == 1
