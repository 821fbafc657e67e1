"""From a row to a message."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from outbox.models import Letter

# Header values with line ends raise ValueError in this policy; 7bit asks nothing
# of the servers on the way.
POLICY = SMTP.clone(cte_type="7bit")
ACCOUNT = "account"


def build(letter: Letter) -> bytes:
    """The message of `letter`: text, HTML, and the calendar part where there is one.

    The letter's partnership must be loaded. Raises ValueError for what cannot
    stand in a header.
    """
    message = EmailMessage(policy=POLICY)
    for name, value in headers(letter):
        message[name] = plain(value) if isinstance(value, str) else value
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.calendar:
        method = letter.calendar_method or "REQUEST"
        message.add_alternative(
            letter.calendar, subtype="calendar", params={"method": method}, cte="base64"
        )
        message.add_attachment(
            letter.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename="invite.ics",
            params={"method": method, "charset": "utf-8"},
        )
    return message.as_bytes()


def headers(letter: Letter):
    """The headers that people and their programs see, one by one."""
    office = letter.partnership
    name = office.office_name if office else settings.OPERATOR_NAME
    yield "From", address(name, settings.DEFAULT_FROM_EMAIL)
    yield "To", address(letter.to_name, letter.to_email)
    if reply_to := letter.reply_to or (office.office_email if office else ""):
        yield "Reply-To", address("", reply_to)
    yield "Subject", letter.subject
    yield "Message-ID", letter.message_id
    yield "Date", format_datetime(letter.created_at)
    yield "Content-Language", letter.language
    yield "Auto-Submitted", "auto-generated"
    if letter.lane == Letter.Lane.BULK:
        yield "Precedence", "bulk"
    if letter.unsubscribe_url:
        yield "List-Unsubscribe", f"<{letter.unsubscribe_url}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def address(name: str, email: str) -> Address:
    """One address with the name that people read. Raises ValueError for a broken one."""
    return Address(display_name=plain(name), addr_spec=plain(email))


def plain(value: str) -> str:
    """`value`, or ValueError where it would end the header line and begin another."""
    if any(ord(c) < 32 or ord(c) == 127 for c in value):
        raise ValueError("control characters in a header")
    return value
