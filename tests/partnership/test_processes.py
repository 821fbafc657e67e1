"""The start commands, for real."""

import re
import signal
import subprocess

import psutil

from outbox.tasks import tick
from tests.servers.portal import ROOT, answers


def test_the_portal_serves_its_pages_in_a_browser(live_portal, page):
    page.goto(live_portal.url)
    assert page.title()


def test_the_worker_takes_what_is_queued(celery_worker, broker):
    tick.delay()
    celery_worker.process("worker").wait_until(lambda: broker.llen("celery") == 0)


def test_a_resting_worker_takes_nothing_until_it_is_woken(celery_worker, broker):
    celery_worker.rest(broker)
    for verb in ("worker", "bulk"):
        worker = psutil.Process(celery_worker.process(verb).pid)
        assert worker.status() == psutil.STATUS_STOPPED
    celery_worker.wake()
    tick.delay()
    celery_worker.process("worker").wait_until(lambda: broker.llen("celery") == 0)


def test_beat_rings_by_itself(live_portal, broker):
    """With the worker stopped, what beat sends stays in the queue."""
    worker = live_portal.process("worker")
    worker.send(signal.SIGSTOP)
    try:
        live_portal.process("beat").wait_until(lambda: broker.llen("celery") > 0, seconds=40)
    finally:
        worker.send(signal.SIGCONT)


def test_a_killed_web_server_comes_back(live_portal):
    live_portal.process("web").kill()
    assert not answers(live_portal.url)
    live_portal.restart("web")
    assert answers(live_portal.url)


def test_start_knows_its_verbs_and_no_others():
    done = subprocess.run([ROOT / "scripts/start", "fly"], capture_output=True, text=True)
    assert done.returncode == 2
    known = re.findall(r"^  (\w+)\)", (ROOT / "scripts/start").read_text(), re.MULTILINE)
    assert f"scripts/start {'|'.join(known)}" in done.stderr
