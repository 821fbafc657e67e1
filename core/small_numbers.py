"""Counts of people who were helped, as they may be published.

A published figure from 1 to 4 could point at a person, so none is shown, and neither is
a total from which one could be reckoned. Nothing zero concerns anybody, so zeros are
shown. The present year is not published: from two visits a month apart its months could
be told from each other.
"""

from collections.abc import Sequence

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

SMALL = range(1, 5)
HIDDEN = None
GUARDED = _(
    "For everyone only finished years are counted, and without what could point at a person."
)


def suppress(numbers: Sequence[int]) -> tuple[list[int | None], int | None]:
    """`numbers` and their total as they may be published.

    Numbers from 1 to 4 are hidden. The total is shown only if no hidden number can be
    reckoned from it: with one hidden that is the difference, and with several it is
    certain when all of them are 1 or all are 4.
    """
    hidden = [number for number in numbers if number in SMALL]
    total = sum(numbers)
    shown = [HIDDEN if number in SMALL else number for number in numbers]
    told = not hidden or (len(hidden) > 1 and len(hidden) < sum(hidden) < 4 * len(hidden))
    return shown, total if told and total not in SMALL else HIDDEN


def is_over(year: int) -> bool:
    """Whether `year` is finished, so that its suppressed numbers may be published."""
    return year < localdate().year
