"""Every page opens, in both languages, costs the same for many rows, and stays in its office."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from meetings.actions import plan, remind
from meetings.models import Meeting, ReminderRule
from tests.conftest import client_of
from tests.meetings.factories import (
    InvitationFactory,
    MeetingFactory,
    ReminderRuleFactory,
    listed,
    released,
)

OFFICE = (
    "office_detail",
    "office_edit",
    "office_agenda",
    "office_cancel",
    "office_recipients",
    "office_by_criteria",
    "office_by_hand",
    "office_from_file",
    "office_preview",
    "office_send",
    "office_progress",
    "office_reminders",
    "office_invitations",
    "office_attendance",
    "office_hold",
    "office_turnout",
)


@pytest.fixture
def meeting(cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), 3, cast.officer)
    released(meeting, cast.officer)
    ReminderRuleFactory(meeting=meeting)
    remind.plan_reminders(meeting=Meeting.objects.get(pk=meeting.pk))
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", OFFICE)
def test_every_office_page_opens(office, meeting, name, language):
    with translation.override(language):
        url = reverse(f"meetings:{name}", args=[meeting.pk])
    assert office.get(url).status_code == 200


@pytest.mark.parametrize("name", OFFICE)
def test_another_office_finds_no_page(cast, meeting, name):
    url = reverse(f"meetings:{name}", args=[meeting.pk])
    assert client_of(cast.foreign_officer).get(url).status_code == 404
    assert client_of(cast.member).get(url).status_code == 404


@pytest.mark.parametrize("name", OFFICE)
def test_an_auditor_reads_every_page_and_sees_no_form_that_changes(cast, meeting, name):
    url = reverse(f"meetings:{name}", args=[meeting.pk])
    auditor = client_of(cast.auditor)
    assert auditor.get(url).status_code == 200
    assert auditor.post(url).status_code == 403


def test_the_person_page_and_the_html_letter_open(office, meeting):
    row = meeting.invitations.first()
    for name in ("office_answer", "office_preview_html"):
        assert (
            office.get(reverse(f"meetings:{name}", args=[meeting.pk, row.pk])).status_code == 200
        )


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("office_recipients", 16), ("office_invitations", 11), ("office_attendance", 11)],
)
def test_lists_cost_the_same_for_any_number_of_people(
    office, cast, count, name, queries, django_assert_max_num_queries
):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    InvitationFactory.create_batch(count, meeting=meeting)
    url = reverse(f"meetings:{name}", args=[meeting.pk])
    with django_assert_max_num_queries(queries):
        response = office.get(url)
    assert len(response.context["page"]) == count


@pytest.mark.parametrize("count", [1, 4])
def test_the_calendar_costs_the_same_for_any_number_of_meetings(
    client, cast, count, django_assert_max_num_queries
):
    MeetingFactory.create_batch(count, partnership=cast.partnership, announced=True)
    with django_assert_max_num_queries(6):
        response = client.get(reverse("meetings:index"))
    assert len(response.context["page"]) == count


def test_drafts_and_hidden_meetings_are_not_public(client, cast):
    draft = MeetingFactory(partnership=cast.partnership)
    hidden = MeetingFactory(partnership=cast.partnership, announced=True, is_public=False)
    shown = MeetingFactory(partnership=cast.partnership, announced=True)
    assert client.get(shown.get_absolute_url()).status_code == 200
    for meeting in (draft, hidden):
        assert client.get(meeting.get_absolute_url()).status_code == 404
        assert client.get(reverse("meetings:single", args=[meeting.pk])).status_code == 404
    feed = client.get(reverse("meetings:feed")).content.decode()
    assert shown.uid in feed
    assert draft.uid not in feed
    assert hidden.uid not in feed


def test_the_calendar_filters_by_the_address(client, cast):
    coming = MeetingFactory(partnership=cast.partnership, announced=True, kind="gala")
    past = MeetingFactory(partnership=cast.partnership, over=True)
    index = reverse("meetings:index")

    def shown(query):
        return {meeting.pk for meeting in client.get(index + query).context["page"]}

    assert shown("") == {coming.pk}
    assert shown("?when=past") == {past.pk}
    assert shown("?when=all") == {coming.pk, past.pk}
    assert shown("?kind=signing") == set()
    assert shown("?kind=gala") == {coming.pk}


def test_a_public_page_names_nobody_invited(client, cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    row = InvitationFactory(meeting=meeting, name="Jan Próbny-Tajny")
    for url in (meeting.get_absolute_url(), reverse("meetings:single", args=[meeting.pk])):
        page = client.get(url).content.decode()
        assert row.name not in page
        assert row.email not in page


def test_a_member_answers_from_the_own_page(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    row = InvitationFactory(meeting=meeting, person=cast.member.people.get())
    page = client_of(cast.member)
    assert meeting.title in page.get(reverse("meetings:my_index")).content.decode()
    url = reverse("meetings:my_answer", args=[row.pk])
    assert page.get(url).status_code == 200
    assert page.post(url, {"answer": "yes"}).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.channel) == ("yes", "portal")
    assert client_of(cast.neighbour).get(url).status_code == 404
    assert client_of(cast.neighbour).post(url, {"answer": "no"}).status_code == 404


def test_a_meeting_is_made_in_wall_time(office, cast):
    day = now().date() + dt.timedelta(days=40)
    data = {
        "title": "Konferencja próbna",
        "kind": "plenary",
        "form": "person",
        "day": day,
        "from_hour": "09:00",
        "to_hour": "13:00",
        "place": "Ratusz",
        "is_public": "on",
    }
    response = office.post(reverse("meetings:office_add"), data)
    meeting = Meeting.objects.get(title="Konferencja próbna")
    assert response.url == reverse("meetings:office_detail", args=[meeting.pk])
    assert meeting.local_start.time() == dt.time(9)
    assert meeting.status == "draft"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": "2027-03-28", "from_hour": "02:30"}, "from_hour"),
        ({"to_hour": "08:00"}, "to_hour"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"day": "0001-01-01"}, "day"),
        ({"map_url": "javascript:alert(1)"}, "map_url"),
    ],
)
def test_bad_input_gets_words_beside_the_field(office, change, field):
    data = {
        "title": "Konferencja próbna",
        "kind": "plenary",
        "form": "person",
        "day": "2027-05-05",
        "from_hour": "09:00",
        "to_hour": "13:00",
        "place": "Ratusz",
    } | change
    response = office.post(reverse("meetings:office_add"), data)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Meeting.objects.exists()


def test_a_meeting_copies_what_is_asked(office, cast):
    source = listed(MeetingFactory(partnership=cast.partnership), 2)
    plan.set_agenda(
        meeting=source,
        actor=cast.officer,
        items=[{"title": "Otwarcie", "minutes": 10, "presenter": ""}],
    )
    ReminderRuleFactory(meeting=source)
    data = {
        "title": "Drugie",
        "kind": "plenary",
        "form": "person",
        "day": "2027-05-05",
        "from_hour": "09:00",
        "to_hour": "13:00",
        "place": "Ratusz",
        "take": ["agenda", "recipients"],
    }
    office.post(reverse("meetings:office_add") + f"?z={source.pk}", data)
    copy = Meeting.objects.get(title="Drugie")
    assert copy.agenda.get().title == "Otwarcie"
    assert copy.invitations.count() == 2
    assert not ReminderRule.objects.filter(meeting=copy).exists()


def test_the_agenda_takes_more_rows_without_a_script(office, cast):
    meeting = MeetingFactory(partnership=cast.partnership)
    url = reverse("meetings:office_agenda", args=[meeting.pk])
    data = {
        "punkt-TOTAL_FORMS": 2,
        "punkt-INITIAL_FORMS": 0,
        "punkt-0-title": "Powitanie",
        "punkt-0-minutes": "15",
        "punkt-1-title": "",
    }
    more = office.post(url, data | {"more": "1"})
    assert more.context["formset"].total_form_count() == 4
    assert not meeting.agenda.exists()
    office.post(url, data)
    assert list(meeting.agenda.values_list("title", "minutes")) == [("Powitanie", 15)]


def test_nul_in_a_search_is_refused_and_long_words_are_harmless(client, cast):
    index = reverse("meetings:index")
    assert client.get(index + "?kind=%00").status_code == 400
    assert client.get(index + "?kind=" + "x" * 10_000).status_code == 200
    assert client.get(index + "?commune=99&year=abc").status_code == 200
