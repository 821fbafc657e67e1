"""Proof that it is still the same person, before lists with people, mass mail and roles."""

import re

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.urls import resolve, reverse

from core.exports import MEDIA_TYPES
from meetings.models import Meeting
from outbox.models import Batch, Letter
from tests.access_matrix import ACCESS
from tests.conftest import client_of
from tests.meetings.factories import MeetingFactory, listed
from tests.test_access_matrix import Visitors
from tests.world import World, a_letter

# Acts that mail many people or decide who may do what, and where they stand.
ACTS = {
    "meetings:office_send",
    "meetings:office_edit",
    "meetings:office_cancel",
    "meetings:office_reminders",
    "meetings:office_resume",
    "members:office_team_invite",
    "members:office_team_withdraw",
    "members:office_team_change",
    "members:office_team_end",
    "outbox:office_resume",
    "outbox:office_selected",
    "outbox:office_try_now",
}
# Files of the office and of partners in which no person stands.
WITHOUT_PEOPLE: set[str] = set()
FILES = {kind.partition(";")[0] for kind in [*MEDIA_TYPES.values(), "text/csv", "application/zip"]}


def let_time_pass(client):
    """The proof of this session was given an hour ago."""
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**record, "at": record["at"] - 3600} for record in records
    ]
    session.save()
    return client


def is_asked(response):
    return response.status_code == 302 and "/konto/" in response["Location"]


def is_file(response):
    kind = response.get("Content-Type", "").partition(";")[0]
    return kind in FILES and "attachment" in response.get("Content-Disposition", "")


def test_no_file_of_the_office_is_handed_out_without_a_fresh_proof(cast):
    world, visitors = World(cast), Visitors(cast)
    let_time_pass(visitors.clients["coordinator"])
    handed_out = {
        name
        for name, (get, _post) in ACCESS.items()
        if get[0] != "i"
        for _whose, address in world.addresses(name)
        for method in ("GET", "POST")
        if is_file(visitors.knock("coordinator", method, address))
    }
    assert handed_out == WITHOUT_PEOPLE


@pytest.mark.parametrize("name", sorted(ACTS))
def test_act_that_reaches_many_asks_for_a_fresh_proof(name, cast):
    address = dict(World(cast).addresses(name))["own"]
    assert resolve(address).func.asks_for_fresh_login
    client = let_time_pass(client_of(cast.coordinator))
    mark = transaction.savepoint()
    assert is_asked(client.post(address, {"confirm": "1"}))
    transaction.savepoint_rollback(mark)


def test_no_act_moves_many_letters_without_a_fresh_proof(cast):
    world, visitors = World(cast), Visitors(cast)
    let_time_pass(visitors.clients["coordinator"])
    Batch.objects.update(status=Batch.Status.STOPPED)
    letters = Letter.objects.held_by(cast.partnership)
    letters.update(status=Letter.Status.QUEUED)
    many = list(letters.values_list("pk", flat=True))
    assert len(many) > 2
    before = letters_now()
    moved_many = set()
    client = visitors.clients["coordinator"]
    for name in (
        name for name, (_get, post) in ACCESS.items() if "office" in name and "i" in post
    ):
        for _whose, address in world.addresses(name):
            mark = transaction.savepoint()
            answer = client.post(address, {"confirm": "1", "step": "hold", "letters": many})
            for close in answer._resource_closers:
                close()
            batches, rows = (len(a ^ b) for a, b in zip(before, letters_now(), strict=True))
            if batches or rows > 2:  # one letter that took a step is two pairs
                moved_many.add(name)
            transaction.savepoint_rollback(mark)
    assert moved_many == set()


def letters_now():
    """Which batches go, and in which state every letter is."""
    going = Batch.objects.filter(status__in=[Batch.Status.PREPARING, Batch.Status.RUNNING])
    return set(going.values_list("pk")), set(Letter.objects.values_list("pk", "status"))


def test_selected_letters_are_kept_until_the_proof_is_given(cast):
    rows = [a_letter(cast, word) for word in ("jeden", "dwa", "trzy")]
    for row in rows:
        row.become(Letter.Status.HELD)
    client = let_time_pass(client_of(cast.officer))
    sent = {"step": "release", "letters": [row.pk for row in rows], "next": "/biuro/poczta/"}
    assert is_asked(client.post(reverse("outbox:office_selected"), sent))
    assert Letter.objects.filter(status="held").count() == 3
    renewed = client.session
    renewed[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += 3600
    renewed.save()
    kept = client.get(reverse("accounts:resume")).context["fields"]
    assert kept == [
        ("step", "release"),
        *(("letters", str(row.pk)) for row in rows),
        ("next", "/biuro/poczta/"),
    ]


def test_form_that_waited_for_the_proof_is_kept_whole_and_sent_by_a_button(cast):
    meeting = MeetingFactory(partnership=cast.partnership, status=Meeting.Status.ANNOUNCED)
    listed(meeting)
    client = let_time_pass(client_of(cast.officer))
    address = reverse("meetings:office_cancel", args=[meeting.pk])
    sent = {"reason": "Sala jest zalana – „próba” <b>", "confirm": "1"}
    assert is_asked(client.post(address, sent))
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.ANNOUNCED
    assert client.get(reverse("accounts:resume")).status_code == 302  # nothing is proved yet
    renewed = client.session
    renewed[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += 3600
    renewed.save()
    page = client.get(reverse("accounts:resume"))
    assert dict(page.context["fields"]) == sent
    assert re.search(rf'<form method="post" action="{address}"', page.content.decode())
    client.post(address, dict(page.context["fields"]))
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.CANCELLED


def test_nothing_waits_for_whoever_sent_nothing(cast):
    assert client_of(cast.officer).get(reverse("accounts:resume")).url == reverse("start")
