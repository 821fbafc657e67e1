"""The doorbell and the clock of this app. Every task may run twice."""

from celery import shared_task

from meetings.actions.remind import due_runs, fire
from meetings.actions.send import note_told, unfinished, write_letters
from outbox.models import Batch


@shared_task
def prepare(batch_id):
    """Write the letters of one batch."""
    batch = Batch.objects.filter(pk=batch_id).first()
    while batch and write_letters(batch=batch):
        pass


@shared_task
def sweep():
    """Go on with what was forgotten and fire the reminders that are due."""
    for batch in unfinished():
        while write_letters(batch=batch):
            pass
    for run_id in due_runs():
        while fire(run_id=run_id):
            pass
    note_told()
