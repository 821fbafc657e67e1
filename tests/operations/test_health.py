"""The health page."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils.timezone import now

from operations import health as checks
from outbox import actions
from outbox.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticked():
    actions.beat_heart()


def age_the_tick():
    Heartbeat.objects.update(at=now() - dt.timedelta(minutes=5))


def test_all_parts_are_up_and_everyone_may_read_it(client, ticked):
    response = client.get(reverse("health_json"))
    assert response.status_code == 200
    up = dict.fromkeys(["database", "broker", "worker", "beat", "mail"], "up")
    assert response.json() == {"ok": True, **up}
    assert response.headers["Cache-Control"].startswith("max-age=0")


def test_the_page_for_people_says_it_in_words(client, ticked):
    response = client.get("/en" + reverse("health"))
    assert response.status_code == 200
    assert "All parts of the portal work." in response.text


def test_a_broker_that_is_away_is_told_and_costs_no_page(client, ticked, settings):
    settings.REDIS_URL = "unix:///nowhere/broker.sock"
    response = client.get(reverse("health_json"))
    assert response.status_code == 503
    assert response.json()["broker"] == "down"
    assert client.get(reverse("health")).status_code == 503


def test_a_silent_clock_is_told_from_a_silent_worker(ticked, broker):
    age_the_tick()
    assert checks.parts()["beat"] == "down"
    assert checks.parts()["worker"] == "up"
    broker.lpush("celery", "a task nobody takes")
    assert checks.parts()["beat"] == "up"
    assert checks.parts()["worker"] == "down"


def test_a_database_that_is_away_is_told(client, monkeypatch):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(checks.outbox_health, "state", away)
    assert client.get(reverse("health")).status_code == 503
    assert client.get(reverse("health_json")).json()["database"] == "down"


def test_mail_is_off_in_a_try_out_and_down_when_forgotten(settings, ticked):
    settings.MAIL_URL = ""
    settings.DEMO = True
    assert checks.parts()["mail"] == "off"
    settings.DEMO = False
    assert checks.parts()["mail"] == "down"


def test_the_command_fails_for_the_part_that_was_asked(ticked, capsys):
    age_the_tick()
    call_command("health", "database", "broker")
    with pytest.raises(CommandError):
        call_command("health", "beat")
    assert "beat: down" in capsys.readouterr().out
