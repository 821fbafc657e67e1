"""Imports that are too long for a request."""

from celery import shared_task

from members.actions import importing
from members.choices import ImportStatus
from members.models import ImportRun


@shared_task(acks_late=True, ignore_result=True)
def work_on_import(run_id):
    """Check or take in one list, whichever it waits for. Running it twice does it once."""
    run = ImportRun.objects.select_related("partnership__county").filter(pk=run_id).first()
    if run is None:
        return
    if run.status == ImportStatus.CHECKING:
        importing.check(run)
    elif run.status == ImportStatus.RUNNING:
        importing.take_all(run)
