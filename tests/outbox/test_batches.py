"""Letters by the hundred: release, stop, rate, progress (TRUST R4, R22)."""

import datetime as dt

import pytest
from django.utils.timezone import now

from core.errors import TooLateError
from outbox import actions, delivery, lanes
from outbox.models import Letter
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db
SINGLE, BULK = Letter.Lane.TRANSACTIONAL, Letter.Lane.BULK


def states():
    return list(Letter.objects.order_by("pk").values_list("status", flat=True))


def campaign(write, count=3, **fields):
    partnership = PartnershipFactory()
    batch = actions.open_batch(
        partnership=partnership,
        about="meetings.meeting:1",
        title="Zaproszenia",
        total=count,
        released_by=None,
        not_before=now() - dt.timedelta(seconds=1),
        **fields,
    )
    letters = write(count, batch=batch, lane=BULK, partnership=partnership)
    return batch, letters


def test_a_stopped_batch_sends_nothing_more_and_goes_on_where_it_was(sink, write, cast):
    batch, _letters = campaign(write, 12)
    actions.start(batch)
    claimed = delivery.claim(BULK, 10)
    actions.stop(batch=batch, actor=cast.officer)
    with delivery.Courier() as courier:
        courier.carry(claimed)
    delivery.run(BULK)
    assert not sink.taken
    assert states() == ["queued"] * 12
    actions.resume(batch=batch, actor=cast.officer)
    delivery.run(BULK)
    assert len(sink.taken) == 12
    actions.finish_batches()
    batch.refresh_from_db()
    assert batch.status == "done"


def test_a_batch_that_was_stopped_is_not_started_by_whoever_prepares_it(write, cast):
    batch, _letters = campaign(write)
    actions.stop(batch=batch, actor=cast.officer)
    with pytest.raises(TooLateError):
        actions.start(batch)
    batch.refresh_from_db()
    assert batch.status == "stopped"


def test_a_batch_being_prepared_waits_and_a_second_release_is_refused(sink, write):
    batch, _letters = campaign(write, 2, once="invite:1")
    delivery.run(BULK)
    assert not sink.taken
    with pytest.raises(actions.AlreadyReleasedError) as refusal:
        campaign(write, 2, once="invite:1")
    assert refusal.value.batch == batch


def test_bulk_waits_for_its_grace_and_its_rate(sink, write, settings):
    settings.BULK_RATE = 5
    batch, _letters = campaign(write, 8)
    actions.start(batch)
    begun = dt.datetime.now()
    delivery.run(BULK, seconds=10)
    assert len(sink.taken) == 8
    assert 1.2 < (dt.datetime.now() - begun).total_seconds() < 4


def test_one_bulk_run_at_a_time_where_there_is_a_rate(settings, db):
    settings.BULK_RATE = 5
    assert lanes.enter_bulk()
    assert not lanes.enter_bulk()
    lanes.leave_bulk()
    assert lanes.enter_bulk()


def test_a_bulk_run_lets_single_letters_go_first(sink, write):
    batch, _letters = campaign(write, 25)
    actions.start(batch)
    (single,) = write(lane=SINGLE)
    delivery.run(BULK)
    assert len(sink.taken) == 26
    assert sink.taken[0][0] == single.to_email


def test_progress_counts_by_status_in_one_query(write, django_assert_num_queries):
    batch, letters = campaign(write, 5)
    Letter.objects.filter(pk=letters[0].pk).update(status="sent")
    Letter.objects.filter(pk=letters[1].pk).update(status="failed")
    with django_assert_num_queries(1):
        progress = actions.progress(batch)
    assert (progress.total, progress.sent, progress.waiting, progress.failed) == (5, 1, 3, 1)
