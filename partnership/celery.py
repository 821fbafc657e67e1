"""The Celery application: the doorbell and the clock of the portal.

Nothing that must not be lost lives in the broker. Tasks take an id or nothing,
and every one of them may run twice.
"""

import os

from celery import Celery, signals

from partnership import alive

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

app = Celery("partnership")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

for sign_of_life in (
    signals.worker_ready,
    signals.heartbeat_sent,  # every two seconds while the worker waits
    signals.task_prerun,
    signals.task_postrun,
):
    sign_of_life.connect(alive.sign)
