"""What happens to a letter between the table and the mail server (TRUST R4, R22, R26)."""

import datetime as dt
import ssl

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import now

from outbox import actions, backoff, delivery
from outbox.models import Batch, LaneState, Letter, Suppression
from outbox.session import is_address_gone
from tests.factories import PartnershipFactory
from tests.fault.sink import message_id

pytestmark = pytest.mark.django_db
SINGLE, BULK = Letter.Lane.TRANSACTIONAL, Letter.Lane.BULK


def states():
    return list(Letter.objects.order_by("pk").values_list("status", flat=True))


def make_due():
    Letter.objects.filter(status="queued").update(not_before=now() - dt.timedelta(seconds=1))
    LaneState.objects.update(paused_until=None)


def test_letters_go_out_once_over_one_connection(sink, write):
    letters = write(25)
    assert delivery.run(SINGLE) is False
    assert states() == ["sent"] * 25
    assert sink.connections == 1
    assert [to for to, _ in sink.taken] == [letter.to_email for letter in letters]
    delivery.run(SINGLE)
    assert len(sink.taken) == 25


def test_the_same_occasion_is_stored_once(write):
    write(once="reset:1")
    write(once="reset:1")
    assert Letter.objects.count() == 1


def test_a_letter_is_not_sent_before_its_time(sink, write):
    write(not_before=now() + dt.timedelta(minutes=1))
    delivery.run(SINGLE)
    assert states() == ["queued"]


def test_a_letter_that_is_too_late_is_cancelled_with_the_reason(sink, write):
    (letter,) = write(not_after=now() - dt.timedelta(seconds=1))
    delivery.run(SINGLE)
    letter.refresh_from_db()
    assert (letter.status, letter.note) == ("cancelled", delivery.TOO_LATE)
    assert not sink.taken


def test_the_fence_stops_a_worker_whose_lease_has_passed_on(sink, write):
    write()
    (slow,) = delivery.claim(SINGLE, 10)
    Letter.objects.update(leased_until=now() - dt.timedelta(seconds=1))
    (quick,) = delivery.claim(SINGLE, 10)
    assert delivery.fence(quick)
    with delivery.Courier() as courier:
        courier.deliver(slow)
        assert not sink.taken
        courier.deliver(quick)
    assert len(sink.taken) == 1
    assert states() == ["sent"]


def test_the_fence_alone_does_not_wait_for_the_disk(write):
    def waits():
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return cursor.fetchone() == ("on",)

    write()
    (letter,) = delivery.claim(SINGLE, 10)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO on")
    with transaction.atomic():
        assert delivery.fence(letter)
        assert not waits()
        transaction.set_rollback(True)
    assert waits()
    delivery.sent(letter)
    assert waits()


def test_a_leased_letter_is_left_alone_until_the_lease_is_over(write):
    write()
    assert len(delivery.claim(SINGLE, 10)) == 1
    assert delivery.claim(SINGLE, 10) == []
    lease = Letter.objects.get().leased_until - now()
    assert dt.timedelta(seconds=50) < lease <= dt.timedelta(seconds=61)


@pytest.mark.parametrize("mood", ["later", "full", "busy", "cut"])
def test_what_the_server_puts_off_is_tried_again_with_the_same_id(sink, write, mood):
    (letter,) = write()
    sink.mood = mood
    delivery.run(SINGLE)
    letter.refresh_from_db()
    assert (letter.status, letter.attempts) == ("queued", 1)
    assert letter.note
    wait = (letter.not_before - now()).total_seconds()
    assert 50 < wait <= 67
    sink.mood = "ok"
    make_due()
    delivery.run(SINGLE)
    assert states() == ["sent"]
    assert [message_id(content) for _, content in sink.taken] == [letter.message_id]


def test_a_letter_that_was_taken_in_silence_comes_again_under_the_same_id(sink, write):
    (letter,) = write()
    sink.mood = "swallow"
    delivery.run(SINGLE)
    sink.mood = "ok"
    make_due()
    delivery.run(SINGLE)
    assert [message_id(content) for _, content in sink.taken] == [letter.message_id] * 2


def test_a_hanging_server_costs_the_timeout_and_the_letter_waits(sink, write):
    write()
    sink.mood = "hang"
    delivery.run(SINGLE)
    assert states() == ["queued"]
    assert Letter.objects.get().claims == 1


def test_a_server_that_is_away_pauses_the_lanes_and_burns_no_attempt(sink, write):
    write(3)
    sink.mood = "closed"
    delivery.run(SINGLE)
    assert set(Letter.objects.values_list("status", "attempts")) == {("queued", 0)}
    state = LaneState.objects.get(name=SINGLE)
    assert state.reason.startswith("421")
    assert sink.connections == 1
    delivery.run(SINGLE)
    assert sink.connections == 1
    make_due()
    sink.mood = "ok"
    delivery.run(SINGLE)
    assert states() == ["sent"] * 3
    assert LaneState.objects.filter(paused_since__isnull=False).count() == 0


@pytest.mark.parametrize("mood", ["password", "stranger"])
def test_wrong_settings_pause_the_lanes_and_burn_no_attempt(sink, write, settings, mood):
    write(2)
    sink.mood = mood
    sink.extensions = ["AUTH PLAIN LOGIN"]
    settings.MAIL_URL = sink.url.replace("smtp://", "smtp://user:secret@")
    delivery.run(SINGLE)
    assert set(Letter.objects.values_list("status", "attempts")) == {("queued", 0)}
    reason = LaneState.objects.get(name=BULK).reason
    assert reason[:3] in {"535", "553"}
    assert "secret" not in reason


def test_a_server_without_starttls_gets_nothing_in_the_clear(sink, write, settings):
    write()
    settings.MAIL_URL = sink.url.replace("smtp://", "smtp+starttls://user:secret@")
    delivery.run(SINGLE)
    assert states() == ["queued"]
    assert set(sink.commands) <= {"EHLO", "QUIT"}
    assert "STARTTLS" in LaneState.objects.get(name=SINGLE).reason


def test_a_server_that_fails_in_starttls_gets_nothing_in_the_clear(
    sink, write, settings, monkeypatch
):
    def fail(self, **kwargs):
        raise ssl.SSLError("handshake")

    monkeypatch.setattr("smtplib.SMTP.starttls", fail)
    write()
    settings.MAIL_URL = sink.url.replace("smtp://", "smtp+starttls://user:secret@")
    delivery.run(SINGLE)
    assert states() == ["queued"]
    assert "AUTH" not in sink.commands
    assert "MAIL" not in sink.commands


def test_a_dead_address_fails_once_and_is_suppressed(sink, write):
    partnership = PartnershipFactory()
    (letter,) = write(to_email="gone@firma.example", partnership=partnership)
    delivery.run(SINGLE)
    letter.refresh_from_db()
    assert letter.status == "failed"
    assert letter.note.startswith("550 5.1.1")
    row = Suppression.objects.get()
    assert (row.email, row.reason, row.partnership) == (
        "gone@firma.example",
        "bounce",
        partnership,
    )
    (next_one,) = write(to_email="Gone@firma.example", partnership=partnership)
    delivery.run(SINGLE)
    next_one.refresh_from_db()
    assert next_one.status == "suppressed"


def test_a_refusal_of_policy_fails_the_letter_and_not_the_address(sink, write):
    write(partnership=PartnershipFactory())
    sink.mood = "spam"
    delivery.run(SINGLE)
    assert states() == ["failed"]
    assert not Suppression.objects.exists()


def test_who_objected_gets_statutory_letters_only(sink, write):
    partnership, foreign = PartnershipFactory.create_batch(2)
    actions.suppress(partnership=partnership, email="Osoba@firma.example")
    for statutory, office in [(False, partnership), (True, partnership), (False, foreign)]:
        write(to_email="osoba@firma.example", statutory=statutory, partnership=office)
    delivery.run(SINGLE)
    assert states() == ["suppressed", "sent", "sent"]


def test_one_bad_letter_among_many_fails_alone(sink, write):
    write(5)
    (bad,) = write(to_email="keine adresse")
    write(5)
    delivery.run(SINGLE)
    assert states().count("sent") == 10
    bad.refresh_from_db()
    assert (bad.status, bad.note) == ("failed", delivery.UNMADE)


def test_cancelling_reaches_letters_that_a_worker_holds(sink, write):
    write(2, about="meetings.meeting:7")
    claimed = delivery.claim(SINGLE, 10)
    assert actions.cancel_about("meetings.meeting:7", note="Odwołane") == 2
    with delivery.Courier() as courier:
        courier.carry(claimed)
    assert not sink.taken
    assert states() == ["cancelled"] * 2


def test_a_letter_cancelled_while_the_server_takes_it_counts_as_sent(write):
    write(about="meetings.meeting:7")
    (letter,) = delivery.claim(SINGLE, 10)
    assert delivery.fence(letter)
    actions.cancel_about("meetings.meeting:7")
    delivery.sent(letter)
    assert states() == ["sent"]


def test_the_pauses_grow_and_end_after_two_days():
    waits = [backoff.wait(n) for n in range(19)]
    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert [
        low <= m <= low * 1.1 for low, m in zip([1, 5, 15, 60, 180], minutes, strict=False)
    ] == [True] * 5
    assert sum(waits, dt.timedelta()) < dt.timedelta(hours=52)
    assert sum(waits, dt.timedelta()) > dt.timedelta(hours=46)
    assert backoff.wait(19) is None


def test_a_letter_put_off_for_two_days_fails_with_the_last_answer(sink, write):
    (letter,) = write()
    Letter.objects.update(attempts=19)
    sink.mood = "later"
    delivery.run(SINGLE)
    letter.refresh_from_db()
    assert letter.status == "failed"
    assert "451" in letter.note


def test_without_a_mail_server_letters_stay_readable_here(write, settings, tmp_path):
    settings.MAIL_URL, settings.DATA_DIR = "", tmp_path
    (letter,) = write()
    delivery.run(SINGLE)
    letter.refresh_from_db()
    assert (letter.status, letter.note) == ("sent", delivery.TRY_OUT)
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        ("550 5.1.1 no such user", True),
        ("550 5.1.10 null MX", True),
        ("550 5.2.1 disabled", True),
        ("550 5.7.1 user unknown to our policy", False),
        ("550 5.7.26 unauthenticated", False),
        ("550 User unknown in local recipient table", True),
        ("551 no such user here", True),
        ("554 does not exist", False),
        ("550 rejected", False),
    ],
)
def test_only_a_dead_address_is_called_dead(answer, gone):
    assert is_address_gone(int(answer[:3]), answer) is gone


def test_claims_only_grow(write):
    write()
    for number in (1, 2, 3):
        (letter,) = delivery.claim(SINGLE, 10)
        assert letter.claims == Letter.objects.get().claims == number
        delivery.put_back([letter])
    assert Batch.objects.count() == 0
    assert Letter.objects.filter(attempts=F("claims")).count() == 0
