"""The queue and the clock of the outbox. A task that is lost loses nothing: the sweep comes."""

from celery import shared_task
from celery.signals import worker_ready, worker_shutting_down

from outbox import actions, delivery, stopping
from outbox.models import Letter

worker_shutting_down.connect(stopping.tell_all, dispatch_uid="outbox.stopping")


@worker_ready.connect(dispatch_uid="outbox.look_for_work")
def look_for_work(**kwargs):
    """A worker that has just started looks for work, instead of waiting for the sweep."""
    actions.notify_all()


@shared_task
def deliver():
    """Send the single letters that are due."""
    if delivery.run(Letter.Lane.TRANSACTIONAL):
        deliver.delay()


@shared_task
def deliver_bulk():
    """Send the letters of batches that are due, as quickly as their rate allows."""
    more = delivery.run(Letter.Lane.BULK)
    actions.finish_batches()
    if more:
        deliver_bulk.delay()


@shared_task
def sweep():
    """Find what is due although nobody rang, and what is done."""
    actions.finish_batches()
    deliver_bulk.delay()
    deliver()


@shared_task
def tick():
    """Leave a sign that clock and workers are alive."""
    actions.beat_heart()
