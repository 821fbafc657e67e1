"""The servers that the tests stand on."""

import smtplib
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_postgresql_and_we_are_not_its_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_begins_with_an_empty_cache(turn):
    assert cache.add("seen", turn)


def send(settings, **headers):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Zażółć"
    message["To"] = headers["to"]
    message.set_content("gęślą jaźń")
    host, port = settings.MAIL_URL.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as server:
        server.send_message(message)


def test_the_mailbox_holds_what_was_really_sent(settings, mailbox):
    send(settings, to="ela@firma.example")
    (message,) = mailbox.wait(1, to="ela@firma.example")
    assert message["Subject"] == "Zażółć"
    assert message.get_content().strip() == "gęślą jaźń"


def test_the_mail_server_can_misbehave(settings, mailbox):
    mailbox.refused = {"nikt@firma.example"}
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(settings, to="nikt@firma.example")
    mailbox.answer = "451 later"
    with pytest.raises(smtplib.SMTPDataError):
        send(settings, to="ela@firma.example")
    assert not mailbox.messages
