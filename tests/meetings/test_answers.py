"""Answers by link, in the portal, by telephone: what counts, what is refused, what is told."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from journal.models import Entry
from meetings.actions import answer as actions
from meetings.actions import plan
from meetings.errors import CalledOffError, ClosedError, FullError
from meetings.models import Invitation
from meetings.selectors.links import STOP, invitation_of, token_for
from outbox.models import Letter
from tests.crowd import at_once, crowded
from tests.factories import PersonFactory
from tests.meetings.factories import InvitationFactory, MeetingFactory, listed, released


@pytest.fixture
def row(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    return InvitationFactory(meeting=meeting)


def url_of(row, name="answer", language="pl"):
    purpose = "answer" if name == "answer" else STOP
    with translation.override(language):
        return reverse(f"meetings:{name}", args=[token_for(row, purpose)])


def everything():
    """All rows of all tables, to see that nothing changed."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
    }


def test_the_page_shows_the_meeting_and_only_this_person(client, row):
    other = InvitationFactory(meeting=row.meeting, name="Ktoś Inny")
    page = client.get(url_of(row))
    words = page.content.decode()
    assert page.status_code == 200
    assert row.meeting.title in words
    assert row.name in words
    assert other.name not in words
    assert page["Referrer-Policy"] == "strict-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies


@pytest.mark.parametrize("points", [0, 5])
def test_reading_the_page_is_cheap(client, row, points, django_assert_max_num_queries):
    for number in range(points):
        row.meeting.agenda.create(order=number, title="Punkt")
    with django_assert_max_num_queries(2):
        client.get(url_of(row))


def test_opening_every_link_of_every_letter_changes_nothing(client, cast):
    import re

    meeting = listed(MeetingFactory(partnership=cast.partnership), 3, cast.officer)
    released(meeting, cast.officer)
    links = set()
    for letter in Letter.objects.all():
        links |= set(re.findall(r"https?://[^\s\"<>]+", letter.text + letter.html))
    paths = [link.partition("//")[2].partition("/")[2] for link in links]
    personal = [f"/{path}" for path in paths if "z/" in path]
    assert len(personal) == 3 * 4
    before = everything()
    for path in personal:
        for ask in (client.get, client.head):
            assert ask(path).status_code == 200
    assert everything() == before


@pytest.mark.parametrize("language", ["pl", "en"])
def test_an_answer_is_saved_confirmed_and_told(client, row, language):
    url = url_of(row, language=language)
    response = client.post(url, {"answer": "yes", "comment": "Przyjadę o 10."})
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.channel, row.comment) == ("yes", "link", "Przyjadę o 10.")
    assert row.answered_at
    page = client.get(response.url)
    assert page.context["saved"]
    receipt = Letter.objects.get(kind="meeting_receipt")
    assert receipt.lane == "transactional"
    assert receipt.to_email == row.email


def test_a_link_may_propose_an_answer_but_not_give_it(client, row):
    page = client.get(url_of(row) + "?o=no")
    assert page.context["form"].initial == {"answer": "no"}
    assert client.get(url_of(row) + "?o=%3Cscript%3E").context["form"].initial == {}
    row.refresh_from_db()
    assert row.answer == "none"


@pytest.mark.parametrize("saved", ["yes", "substitute", "maybe"])
def test_the_option_of_the_link_wins_over_the_saved_answer(client, row, saved):
    client.post(url_of(row), {"answer": saved, "substitute_name": "Anna", "comment": "Przyjadę."})
    page = client.get(url_of(row) + "?o=no")
    assert page.context["form"]["answer"].value() == "no"
    assert page.context["form"]["comment"].value() == "Przyjadę."
    words = page.content.decode()
    assert "Odnośnik proponuje: „Nie, nie przyjdę”" in words
    row.refresh_from_db()
    assert f"Zapisano dotąd: {row.get_answer_display()}" in words
    assert row.answer == saved
    again = client.get(url_of(row) + f"?o={saved}")
    assert again.context["form"]["answer"].value() == saved
    assert not again.context["proposed"]


def test_without_an_option_the_saved_answer_is_ticked(client, row):
    client.post(url_of(row), {"answer": "maybe"})
    for query in ("", "?o=none", "?o=x"):
        page = client.get(url_of(row) + query)
        assert page.context["form"]["answer"].value() == "maybe"
        assert not page.context["proposed"]


def test_the_same_answer_ten_times_is_one(client, row):
    for _ in range(10):
        client.post(url_of(row), {"answer": "maybe"})
    assert Letter.objects.filter(kind="meeting_receipt").count() == 1
    assert Entry.objects.filter(verb="invitation answered").count() == 1


def test_the_last_answer_counts_and_the_history_is_kept(client, row):
    client.post(url_of(row), {"answer": "yes"})
    client.post(
        url_of(row),
        {"answer": "substitute", "substitute_name": "Anna Zastępcza", "substitute_function": "x"},
    )
    row.refresh_from_db()
    assert (row.answer, row.substitute_name) == ("substitute", "Anna Zastępcza")
    entries = Entry.objects.filter(verb="invitation answered").order_by("pk")
    assert [e.after["answer"] for e in entries] == ["yes", "substitute"]
    assert entries[1].before["answer"] == "yes"
    client.post(url_of(row), {"answer": "no", "substitute_name": "Anna Zastępcza"})
    row.refresh_from_db()
    assert row.substitute_name == ""


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "answer"),
        ({"answer": "none"}, "answer"),
        ({"answer": "substitute"}, "substitute_name"),
        ({"answer": "yes", "comment": "a\x00b"}, "comment"),
        ({"answer": "yes", "comment": "x" * 10_000}, "comment"),
    ],
)
def test_a_bad_answer_gets_words_and_loses_nothing(client, row, data, field):
    page = client.post(url_of(row), data)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    row.refresh_from_db()
    assert row.answer == "none"


def test_wrong_foreign_and_revoked_links_are_not_found(client, cast, row):
    other = InvitationFactory(meeting__partnership=cast.foreign, meeting__announced=True)
    good = token_for(row)
    stop = token_for(row, STOP)
    wrong = [
        "x",
        f"{row.pk}-",
        f"{row.pk}",
        good[:-1],
        good[:-1] + "ą",
        good + "A",
        f"{other.pk}-{good.partition('-')[2]}",
        stop,
        f"{'9' * 30}-abc",
        "-abc",
        "²-abc",
    ]
    for token in wrong:
        url = reverse("meetings:answer", args=[token])
        assert client.get(url).status_code == 404, token
        assert client.post(url, {"answer": "yes"}).status_code == 404, token
    assert client.get(reverse("meetings:stop", args=[good])).status_code == 404
    row.nonce = "0" * 32
    row.save()
    assert client.get(reverse("meetings:answer", args=[good])).status_code == 404
    assert not Invitation.objects.exclude(answer="none").exists()


def test_a_link_belongs_to_its_meeting(row):
    token = token_for(row)
    row.meeting = MeetingFactory(partnership=row.meeting.partnership, announced=True)
    row.save()
    assert invitation_of(token) is None


def test_after_the_meeting_the_page_reads_and_refuses(client, row):
    end = now() - dt.timedelta(days=1)
    type(row.meeting).objects.filter(pk=row.meeting_id).update(
        starts_at=end - dt.timedelta(hours=2), ends_at=end
    )
    page = client.get(url_of(row))
    assert page.status_code == 200
    assert not page.context["open"]
    refused = client.post(url_of(row), {"answer": "yes"})
    assert refused.context["form"].non_field_errors()
    row.refresh_from_db()
    assert row.answer == "none"
    end = now() - dt.timedelta(days=8)
    type(row.meeting).objects.filter(pk=row.meeting_id).update(
        starts_at=end - dt.timedelta(hours=2), ends_at=end
    )
    assert client.get(url_of(row)).status_code == 404


def test_a_cancelled_meeting_takes_no_answers(client, cast, row):
    plan.cancel(meeting=row.meeting, actor=cast.officer, reason="brak sali")
    page = client.get(url_of(row))
    assert "brak sali" in page.content.decode()
    assert '<form method="post" action="/z/' not in page.content.decode()
    row.refresh_from_db()
    with pytest.raises(CalledOffError):
        actions.answer(invitation=row, answer="yes", channel="link")


def test_more_than_thirty_answers_an_hour_wait(client, row):
    cache.clear()
    answers = ["yes", "no"] * 15
    codes = [client.post(url_of(row), {"answer": one}).status_code for one in answers]
    assert set(codes) == {302}
    assert client.post(url_of(row), {"answer": "maybe"}).status_code == 429
    row.refresh_from_db()
    assert row.answer == "no"


def test_stopping_needs_the_button(client, row):
    url = url_of(row, "stop")
    assert client.get(url).status_code == 200
    row.person.refresh_from_db()
    assert row.person.invitations_stopped_at is None
    client.post(url, {"List-Unsubscribe": "One-Click"})
    client.post(url, {"List-Unsubscribe": "One-Click"})
    row.person.refresh_from_db()
    assert row.person.invitations_stopped_at
    assert Entry.objects.filter(verb="invitations stopped").count() == 1
    assert client.get(url).context["stopped"]


def test_the_link_for_stopping_ends_with_its_use(client, cast, row):
    """Somebody who takes invitations again is not stopped once more by an old letter."""
    other = InvitationFactory(
        meeting=MeetingFactory(partnership=cast.partnership, announced=True), person=row.person
    )
    old, older = url_of(row, "stop"), url_of(other, "stop")
    client.post(old)
    type(row.person).objects.update(invitations_stopped_at=None)
    for url in (old, older):
        page = client.post(url)
        assert page.status_code == 200
        assert page.context["used"]
        assert row.name not in page.content.decode()
        assert "<form" not in page.content.decode().split("<main")[1].split("</main")[0]
    row.person.refresh_from_db()
    assert row.person.invitations_stopped_at is None
    row.refresh_from_db()
    client.post(url_of(row, "stop"))
    row.person.refresh_from_db()
    assert row.person.invitations_stopped_at


def test_the_link_for_stopping_ends_a_year_after_the_meeting(client, row):
    end = now() - dt.timedelta(days=366)
    type(row.meeting).objects.update(starts_at=end - dt.timedelta(hours=2), ends_at=end)
    assert client.get(url_of(row, "stop")).status_code == 404
    assert client.post(url_of(row, "stop")).status_code == 404


@pytest.mark.parametrize("channel", ["phone", "letter", "person", "calendar"])
def test_the_office_records_an_answer_with_its_channel(office, cast, row, channel):
    url = reverse("meetings:office_answer", args=[row.meeting_id, row.pk])
    office.post(url, {"answer": "yes", "channel": channel, "comment": ""})
    row.refresh_from_db()
    assert (row.answer, row.channel) == ("yes", channel)
    assert Entry.objects.get(verb="invitation answered").actor == cast.officer
    assert len(office.get(url).context["history"]) == 1


def test_the_office_may_enter_late_what_came_in_time(cast):
    meeting = MeetingFactory(partnership=cast.partnership, over=True)
    row = InvitationFactory(meeting=meeting)
    actions.answer(invitation=row, answer="yes", channel="phone", actor=cast.officer)
    row.refresh_from_db()
    assert row.answer == "yes"
    with pytest.raises(ClosedError):
        actions.answer(invitation=row, answer="no", channel="portal")


def test_an_answer_by_telephone_invites_who_has_no_mail(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    person = PersonFactory(partnership=cast.partnership, email="")
    row = InvitationFactory(meeting=meeting, person=person, invited_at=None)
    actions.answer(invitation=row, answer="no", channel="phone", actor=cast.officer)
    row.refresh_from_db()
    assert row.invited_at
    assert not Letter.objects.exists()


def test_seats_are_not_given_twice(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True, capacity=1)
    first, second = InvitationFactory.create_batch(2, meeting=meeting)
    actions.answer(invitation=first, answer="yes", channel="link")
    with pytest.raises(FullError):
        actions.answer(invitation=second, answer="yes", channel="link")
    actions.answer(invitation=second, answer="maybe", channel="link")
    actions.answer(invitation=first, answer="substitute", channel="link", substitute_name="Anna")
    actions.answer(invitation=first, answer="no", channel="link")
    actions.answer(invitation=second, answer="yes", channel="link")


@crowded
def test_two_hundred_answers_at_once_are_one(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    row = InvitationFactory(meeting=meeting)

    def press(_number):
        actions.answer(
            invitation=Invitation.objects.select_related("meeting", "person").get(pk=row.pk),
            answer="yes",
            channel="link",
        )

    assert at_once(press, range(200), hands=16) == [None] * 200
    assert Invitation.objects.filter(meeting=meeting, answer="yes").count() == 1
    assert Letter.objects.filter(kind="meeting_receipt").count() == 1
    assert Entry.objects.filter(verb="invitation answered").count() == 1


@crowded
def test_the_last_seats_go_to_as_many_people(cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True, capacity=3)
    rows = InvitationFactory.create_batch(20, meeting=meeting)

    def press(row):
        actions.answer(invitation=row, answer="yes", channel="link")

    refused = [error for error in at_once(press, rows, hands=10) if error]
    assert [type(error) for error in refused] == [FullError] * 17
    assert meeting.invitations.filter(answer="yes").count() == 3
