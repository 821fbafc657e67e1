"""Checks of single values, with reasons in words."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.exceptions import ValidationError as NumberError
from stdnum.pl import nip as nip_number
from stdnum.pl import regon as regon_number

from core.parameters import FIRST_DAY, LAST_DAY, in_calendar


def digits(value: str) -> str:
    """`value` without the spaces and dashes that people put between digits."""
    return re.sub(r"[\s\-–]", "", value)


def validate_nip(value: str) -> None:
    """Refuse a tax number (NIP) that is not ten digits with a right check digit."""
    _check_number(nip_number, value, (10,), "NIP", _("ten digits"))


def validate_regon(value: str) -> None:
    """Refuse a statistical number (REGON) that is not 9 or 14 digits with a right check digit."""
    _check_number(regon_number, value, (9, 14), "REGON", _("nine or fourteen digits"))


def validate_krs(value: str) -> None:
    """Refuse a court register number (KRS) that is not ten digits; it has no check digit."""
    if not re.fullmatch(r"[0-9]{10}", digits(value)):
        raise ValidationError(
            _("A %(name)s number has %(length)s."),
            code="length",
            params={"name": "KRS", "length": _("ten digits")},
        )


def validate_phone(value: str) -> None:
    """Refuse what cannot be a telephone number; without a prefix it is read as Polish."""
    import phonenumbers  # noqa: PLC0415 - 0.1 s that only forms with a telephone need

    try:
        number = phonenumbers.parse(value, "PL")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This is not a telephone number."), code="phone")


def validate_not_ahead(day: dt.date) -> None:
    """Refuse a day to come for what has happened already."""
    if day > localdate():
        raise ValidationError(_("This day lies ahead."), code="ahead")


def validate_calendar(day: dt.date) -> None:
    """Refuse a day of another age: a slip of the keyboard that no list or feed could show."""
    if not in_calendar(day):
        raise ValidationError(
            _("Enter a day between the years %(first)d and %(last)d."),
            code="calendar",
            params={"first": FIRST_DAY.year, "last": LAST_DAY.year},
        )


# What mail programs turn into a link by themselves: an address, or a name under a known ending.
LINK = re.compile(
    r"://|www\.|@|\w\.\w{2,}/"
    r"|\w\.(com|net|org|info|biz|eu|pl|de|uk|ru|ua|cz|sk|io|app|dev|xyz|online|site|shop|top|click"
    r"|link|page|me|co|ly|gl|gd)\b",
    re.IGNORECASE,
)


def validate_no_link(value: str) -> None:
    """Refuse an address of a page or of a mailbox where a name or a function is wanted."""
    if LINK.search(str(value)):
        raise ValidationError(
            _("Write words only, without an address of a page or an e-mail."), code="link"
        )


def validate_plain(value: str) -> None:
    """Refuse control characters, which tell of a broken text; `core.cleaning` mends the rest."""
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", str(value)):
        raise ValidationError(_("Remove the invisible control characters."), code="control")


# For names and functions of people, which letters of an office repeat.
WORDS_ONLY = [validate_plain, validate_no_link]


def _check_number(kind, value, lengths, name, length):
    plain = digits(value)
    if not (plain.isascii() and plain.isdigit()) or len(plain) not in lengths:
        raise ValidationError(
            _("A %(name)s number has %(length)s."),
            code="length",
            params={"name": name, "length": length},
        )
    try:
        kind.validate(plain)
    except (InvalidChecksum, InvalidComponent, NumberError):
        raise ValidationError(
            _("The check digit of this %(name)s number is wrong. Compare it with the document."),
            code="check_digit",
            params={"name": name},
        ) from None
