"""Many at once: sweepers, releases, signals (TRUST R2, R5, R6)."""

import os
import signal

import pytest
from django.utils.timezone import now

from outbox import actions, delivery
from outbox.models import Batch, Letter
from tests.crowd import at_once, crowded
from tests.factories import PartnershipFactory

SINGLE = Letter.Lane.TRANSACTIONAL


@crowded
def test_three_sweepers_send_every_letter_once(sink, write):
    write(90)
    assert set(at_once(delivery.run, [SINGLE] * 3)) <= {True, False}
    assert len(sink.taken) == 90
    assert len({address for address, _ in sink.taken}) == 90
    assert set(Letter.objects.values_list("status", flat=True)) == {"sent"}


@crowded
def test_fifty_releases_at_once_make_one_campaign():
    partnership = PartnershipFactory()

    def release(_n):
        return actions.open_batch(
            partnership=partnership,
            about="meetings.meeting:1",
            title="Zaproszenia",
            total=3,
            released_by=None,
            not_before=now(),
            once="invitations:1",
        )

    found = at_once(release, range(50))
    assert sum(isinstance(one, Batch) for one in found) == 1
    assert sum(isinstance(one, actions.AlreadyReleasedError) for one in found) == 49
    assert Batch.objects.count() == 1


@pytest.mark.django_db
def test_a_sigterm_waits_for_the_letter_in_hand_and_frees_the_others(sink, write):
    told = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: told.append(number))
    sink.on_message = lambda *message: os.kill(os.getpid(), signal.SIGTERM)
    try:
        write(5)
        assert delivery.run(SINGLE) is True
    finally:
        signal.signal(signal.SIGTERM, before)
    assert told == [signal.SIGTERM]
    assert len(sink.taken) == 1
    statuses = list(Letter.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["sent"] + ["queued"] * 4
    sink.on_message = None
    delivery.run(SINGLE)
    assert len(sink.taken) == 5
