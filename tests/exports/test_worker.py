"""The real worker: what is rung for is made, and by the one that sends letters to many."""

import time

import pytest

from exports import tasks
from exports.models import Export, ExportStatus
from tests.exports.factories import ExportFactory

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60  # seconds


def test_the_bulk_worker_makes_every_export_that_waits(celery_worker, broker, cast):
    ExportFactory.create_batch(2, partnership=cast.partnership, asked_by=cast.officer)
    tasks.work.delay()
    end = time.monotonic() + PATIENCE
    while Export.objects.exclude(status=ExportStatus.DONE).exists():
        assert time.monotonic() < end, list(Export.objects.values_list("status", "note"))
        time.sleep(0.2)
    for export in Export.objects.all():
        with export.file.open("rb") as file:
            assert len(file.read().splitlines()) == export.done + 1 == 4
        export.file.delete(save=False)
