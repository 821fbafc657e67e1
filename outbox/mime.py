"""From a row to a message.

Put together from lines, each of which passes `plain` or `one_line`: the classes of `email` parse
and fold every header anew and take ten times as long (bench/letters.py). What must
be encoded is encoded by the library.
"""

import base64
import binascii
from email.header import Header
from email.utils import format_datetime, formataddr
from functools import lru_cache
from unicodedata import category

from django.conf import settings
from django.core.validators import EmailValidator

from outbox.models import Letter

END = "\r\n"
BREAKING = ("Cc", "Cs", "Zl", "Zp")  # what ends a line, and what no encoding can hold
is_email = EmailValidator("not an e-mail address")


def build(letter: Letter) -> bytes:
    """The message of `letter`: text, HTML, and the calendar part where there is one.

    Seven-bit from end to end, so that it asks nothing of the servers on the way.
    The letter's partnership must be loaded. Raises ValueError or ValidationError
    for an address, a number or a link that cannot stand in a header.
    """
    # Neither base64 nor quoted-printable can hold "=_".
    boundary = f"=_{plain(letter.message_id).strip('<>').split('@')[0]}"
    body = [text_part("text/plain", letter.text)]
    if letter.html:
        body.append(text_part("text/html", letter.html))
    if letter.calendar:
        kind, content = calendar_part(letter)
        body.append(f"{kind}{END}{content}")
    message = body[0] if len(body) == 1 else multipart("alternative", f"{boundary}.a", body)
    if letter.calendar:
        attached = (
            f'{kind}Content-Disposition: attachment; filename="invite.ics"{END}{END}{content}'
        )
        message = multipart("mixed", f"{boundary}.m", [message, attached])
    head = "".join(f"{name}: {value}{END}" for name, value in headers(letter))
    return f"{head}MIME-Version: 1.0{END}{message}".encode("ascii")


def headers(letter: Letter):
    """The headers that people and their programs see, one by one."""
    office = letter.partnership
    name = office.office_name if office else settings.OPERATOR_NAME
    yield "From", address(name, settings.DEFAULT_FROM_EMAIL)
    yield "To", address(letter.to_name, letter.to_email)
    if reply_to := letter.reply_to or (office.office_email if office else ""):
        yield "Reply-To", address("", reply_to)
    yield "Subject", encoded(letter.subject)
    yield "Message-ID", plain(letter.message_id)
    yield "Date", format_datetime(letter.created_at)
    yield "Content-Language", plain(letter.language)
    yield "Auto-Submitted", "auto-generated"
    if letter.lane == Letter.Lane.BULK:
        yield "Precedence", "bulk"
    if letter.unsubscribe_url:
        yield "List-Unsubscribe", f"<{plain(letter.unsubscribe_url)}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def address(name: str, email: str) -> str:
    """One address with the name that people read."""
    is_email(plain(email))
    shown = one_line(name)
    if shown.isascii():
        return formataddr((shown, email))
    return f"{encoded(shown)} <{email}>"


@lru_cache(maxsize=512)
def encoded(value: str) -> str:
    """Words for a header; other letters than English ones as RFC 2047 wants them."""
    shown = one_line(value)
    if shown.isascii():
        return shown
    return Header(shown, "utf-8", maxlinelen=75).encode(linesep=END)


def one_line(value: str) -> str:
    """Words of people as they may stand in a header: whatever they wrote, the letter goes."""
    if value.isprintable():
        return value
    return "".join(" " if category(sign) in BREAKING else sign for sign in value)


def plain(value: str) -> str:
    """`value`, or ValueError where it would end the header line and begin another."""
    if not value.isprintable():
        raise ValueError("control characters in a header")
    return value


def text_part(kind: str, content: str) -> str:
    """Words that stay readable in the source of the message."""
    lines = END.join([*content.splitlines(), ""])
    coded = binascii.b2a_qp(lines.encode()).decode("ascii")
    return (
        f'Content-Type: {kind}; charset="utf-8"{END}'
        f"Content-Transfer-Encoding: quoted-printable{END}{END}{coded}"
    )


def calendar_part(letter: Letter) -> tuple[str, str]:
    """Headers and content of the invitation, every byte of it as it was written."""
    method = plain(letter.calendar_method or "REQUEST")
    coded = base64.encodebytes(letter.calendar.encode()).decode("ascii").replace("\n", END)
    head = (
        f'Content-Type: text/calendar; charset="utf-8"; method={method}{END}'
        f"Content-Transfer-Encoding: base64{END}"
    )
    return head, coded


def multipart(kind: str, boundary: str, parts: list[str]) -> str:
    """Several parts as one."""
    inner = "".join(f"--{boundary}{END}{part}{END}" for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{END}{END}'
    return f"{head}{inner}--{boundary}--{END}"
