"""What a message is made of, and what no payload may add to it (TRUST R26)."""

import email
import email.policy

import pytest
from django.core.exceptions import ValidationError

from outbox import delivery, mime
from outbox.models import Letter
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db
BULK = Letter.Lane.BULK


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def test_the_message_has_text_html_and_calendar_and_one_recipient(sink, write):
    partnership = PartnershipFactory(office_name="Powiatowy Urząd Pracy „Próba”")
    (letter,) = write(
        html="<p>Zażółć gęślą jaźń.</p>",
        calendar=CALENDAR,
        calendar_method="REQUEST",
        partnership=partnership,
        unsubscribe_url="https://portal.example/z/abc/",
        lane=BULK,
    )
    delivery.run(BULK)
    ((recipient, content),) = sink.taken
    message = read(content)
    assert recipient == letter.to_email
    assert message["To"].addresses[0].addr_spec == letter.to_email
    assert len(message["To"].addresses) == 1
    assert message["From"].addresses[0].display_name == partnership.office_name
    assert str(message["Reply-To"]) == partnership.office_email
    assert message["Subject"] == letter.subject
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["List-Unsubscribe"] == "<https://portal.example/z/abc/>"
    assert not message["Cc"]
    assert not message["Bcc"]
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "text/calendar"]
    calendar, attached = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    assert calendar.get_param("method") == attached.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    assert attached.get_filename() == "invite.ics"
    assert attached.get_content().replace("\r\n", "\n") == CALENDAR.replace("\r\n", "\n")
    assert message.get_body(("plain",)).get_content().split() == ["Zażółć", "gęślą", "jaźń."]
    assert all(byte < 128 for byte in content)


END = ["\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1b", "\x7f"]
WORDS = [
    "Bcc: evil@evil.example",
    "To: evil@evil.example",
    "\r\n\r\n<b>body</b>",
    "Content-Type: text/html",
    " evil",
]
PAYLOADS = [f"Urząd{end}{word}" for end in END for word in WORDS]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_adds_a_header(write, payload):
    partnership = PartnershipFactory()
    for field in ("unsubscribe_url", "reply_to", "to_email"):
        (letter,) = write(partnership=partnership)
        setattr(letter, field, payload)
        with pytest.raises((ValueError, ValidationError)):
            mime.build(letter)
    for field in ("text", "html", "subject", "to_name"):
        (letter,) = write(partnership=partnership)
        setattr(letter, field, payload)
        message = read(mime.build(letter))
        assert len(message.keys()) == (10 if field == "html" else 11)
        assert not message["Bcc"]
        assert len(message["To"].addresses) == 1


STRANGE = [
    "\xad",
    "\xa0",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\uf0b7",
    "😀",
    "漢",
    "\U0001fae9",
    "\ud800",
]


@pytest.mark.parametrize("sign", STRANGE, ids=ascii)
def test_a_strange_sign_in_a_subject_or_a_name_stops_no_letter(write, sign):
    (letter,) = write(partnership=PartnershipFactory())
    letter.subject, letter.to_name = f"Zaproszenie{sign} na spotkanie", f"Jan{sign} Próbny"
    message = read(mime.build(letter))
    if sign == "\ud800":  # half of a sign, which no encoding can hold
        assert "Zaproszenie" in message["Subject"]
    else:
        assert message["Subject"] == f"Zaproszenie{sign} na spotkanie"
        assert message["To"].addresses[0].display_name == f"Jan{sign} Próbny"
