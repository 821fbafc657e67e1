"""Mending numbers and days that were written down wrong. The journal keeps both, and why."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from employers.actions.layoffs import check_day, locked
from employers.actions.orders import CHAIN, NEEDED, check_days, check_numbers
from employers.actions.shared import set_columns
from employers.choices import OrderStatus
from employers.errors import RefusedError, SumError
from employers.models import QuickStartOrder, Reading
from employers.rules import schedule
from journal.actions import assign, record


def known(order: QuickStartOrder) -> list[str]:
    """The columns of the steps of `order` that are filled in, in the order of its life."""
    names = [name for needed in NEEDED.values() for name in needed]
    return [name for name in names if getattr(order, name) not in (None, "")]


@transaction.atomic
def correct_order(
    *, order: QuickStartOrder, version: int, fields: dict, reason: str, actor: User | None
) -> None:
    """Correct what the steps of an order have written down, as of `version`.

    `fields` are among `known(order)`. A new day of hiring moves the day of the question
    that the office has not asked yet. Raises `RefusedError` for days ahead and numbers
    that do not fit, `ChangedMeanwhileError` when somebody saved after `version`.
    """
    stored = QuickStartOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    columns = {name: value for name, value in fields.items() if name in known(stored)}
    if any(value in (None, "") for value in columns.values()):
        raise RefusedError(_("What is known already is corrected, not emptied."))
    check_numbers(stored, columns, [*CHAIN, ("told", "hired")])
    check_days(stored, columns)
    if stored.status == OrderStatus.HIRED and "hired_on" in columns:
        columns["check_on"] = schedule.check_day(columns["hired_on"])
    set_columns(
        row=order,
        version=version,
        fields=columns,
        verb="quickstartorder corrected",
        actor=actor,
        reason=reason,
    )


@transaction.atomic
def correct_reading(
    *, reading: Reading, on: dt.date, numbers: dict[str, int], reason: str, actor: User | None
) -> None:
    """Correct the numbers of a day; those of the outcome, too, which still have to add up.

    Raises `RefusedError` for an impossible or a taken day, `SumError` for wrong sums.
    """
    case = locked(reading.case)
    reading = Reading.objects.get(pk=reading.pk)
    check_day(case, on)
    if case.readings.filter(on=on).exclude(pk=reading.pk).exists():
        raise RefusedError(_("There are numbers for this day already."))
    changes = assign(reading, {"on": on, **numbers})
    if not changes["after"]:
        return
    if reading.rest < 0 or (reading.final and reading.rest):
        raise SumError(reading.covered, reading.together)
    if reading.final and case.readings.filter(on__gt=on).exists():
        raise RefusedError(_("There are newer numbers: the outcome cannot be older."))
    reading.save()
    if reading.final:
        case.closed_on = on
        case.save(update_fields=["closed_on", "updated_at"])
    record(verb="layoffcase numbers corrected", row=case, actor=actor, reason=reason, **changes)
