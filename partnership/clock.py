"""The clock of the portal: a Celery application that rings and does no work itself.

It knows the tasks of `CELERY_BEAT_SCHEDULE` by name only, so that the process that
does nothing but wait need not load the apps.
"""

from celery import Celery, signals

from partnership import alive

app = Celery("clock", fixups=[])
app.config_from_object("django.conf:settings", namespace="CELERY")
signals.before_task_publish.connect(alive.sign)
