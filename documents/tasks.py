"""What the clock does with files."""

import logging

from celery import shared_task

from documents import actions

log = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def verify():
    """Compare every file with its row and tell the log of each difference."""
    for document, finding in actions.verify():
        log.error("document %s is %s: %s", document.pk, finding, document.file.name)
    actions.sweep()
