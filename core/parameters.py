"""Numbers and days that somebody else wrote: in an address, a form or a file.

What is not one of ours reads as None, so that no view and no query ever meets `²`, 5,000
digits, or a day that the calendars of databases and feeds do not know.
"""

import datetime as dt
from collections.abc import Iterable

LONGEST = 18  # digits, which every database can compare with the number of a row
MOST = 2_147_483_647  # what a column of whole numbers holds
FIRST_DAY = dt.date(1900, 1, 1)
LAST_DAY = dt.date(2200, 12, 31)


def as_number(text: str | None, most: int = 10**LONGEST) -> int | None:
    """The whole number from 0 to `most` that `text` is, in plain digits."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        return None
    number = int(text)
    return number if number <= most else None


def as_numbers(texts: Iterable[str], most: int = 5000) -> list[int]:
    """The numbers among `texts`, at most `most` of them; what is none is left out."""
    found = (as_number(text) for text in texts)
    return [number for number in found if number is not None][:most]


def as_day(text: str, *forms: str) -> dt.date | None:
    """The day that `text` is, in one of `forms` (as for `strptime`), within our calendar."""
    for form in forms:
        try:
            day = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, no hour
        except ValueError:
            continue
        return day if in_calendar(day) else None
    return None


def in_calendar(day: dt.date) -> bool:
    """Whether `day` is one that the portal keeps and prints."""
    return FIRST_DAY <= day <= LAST_DAY
