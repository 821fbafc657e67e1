"""Account letters, the clock, health, and the frame of all letters."""

import datetime as dt

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils.timezone import now

from outbox import actions, health, lanes, tasks
from outbox.models import Heartbeat, LaneState, Letter
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def backend(settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"


def test_mail_of_libraries_becomes_letters_one_for_each_recipient(backend):
    message = mail.EmailMultiAlternatives(
        "Nowe\nhasło".replace("\n", " "), "Treść", to=["a@x.example", "b@x.example"]
    )
    message.attach_alternative("<p>Treść</p>", "text/html")
    assert message.send() == 1
    rows = Letter.objects.order_by("pk").values_list(
        "to_email", "kind", "lane", "subject", "text", "html", "partnership"
    )
    rest = ("account", "transactional", "Nowe hasło", "Treść", "<p>Treść</p>", None)
    assert list(rows) == [("a@x.example", *rest), ("b@x.example", *rest)]


def test_the_same_message_twice_is_two_letters(backend):
    for _ in range(2):
        mail.send_mail("Hasło", "Treść", None, ["a@x.example"])
    assert Letter.objects.count() == 2


def test_the_broker_being_away_loses_nothing(
    settings, write, django_capture_on_commit_callbacks, monkeypatch
):
    from kombu.exceptions import OperationalError

    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("celery.current_app.send_task", away, raising=False)
    monkeypatch.setattr(actions.current_app, "send_task", away, raising=False)
    with django_capture_on_commit_callbacks(execute=True) as rings:
        write(3)
        write(2)
    assert len(rings) == 1
    assert Letter.objects.filter(status="queued").count() == 5


def test_health_tells_of_the_clock_the_oldest_letter_and_pauses(write):
    assert not health.state().is_well
    tasks.tick()
    assert health.state().is_well
    write(not_before=now() - dt.timedelta(minutes=11))
    assert health.state().oldest_due_age > 600
    assert not health.state().is_well
    Letter.objects.update(not_before=now())
    lanes.pause("421", lanes.AWAY_PAUSE)
    assert [lane.reason for lane in health.state().paused] == ["421", "421"]
    LaneState.objects.all().delete()
    Heartbeat.objects.update(at=now() - dt.timedelta(minutes=5))
    assert not health.state().is_well


def test_the_sweep_delivers_and_finishes(sink, write, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.deliver_bulk, "delay", lambda: rung.append(1))
    write(3)
    tasks.sweep()
    assert len(sink.taken) == 3
    assert rung == [1]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_frame_names_the_office_the_reason_and_the_privacy_page(language):
    partnership = PartnershipFactory(office_name="Urząd <b>próbny</b>")
    known = {"partnership": partnership, "language": language, "site_url": "https://p.example"}
    html = render_to_string("emails/base.html", known)
    text = render_to_string("emails/base.txt", known)
    assert f'lang="{language}"' in html
    assert "<b>próbny" not in html
    assert "Urząd <b>próbny</b>" in text
    for words in (html, text):
        assert partnership.office_address in words
        assert "https://p.example/" in words
    assert "<img" not in html
