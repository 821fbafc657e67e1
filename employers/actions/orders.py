"""Verbs of Quick Start orders."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from employers import letters
from employers.actions.shared import set_columns
from employers.choices import OrderStatus
from employers.errors import RefusedError
from employers.models import QuickStartOrder
from employers.rules import schedule
from journal.actions import record
from outbox.actions import queue

# What must be known when an order reaches a state.
NEEDED = {
    OrderStatus.PLANNED: ["hours", "trainer", "instructor", "starts_on", "ends_on", "trainees"],
    OrderStatus.EXAMINED: ["trained", "passed", "examined_on"],
    OrderStatus.HIRED: ["hired", "hired_on"],
    OrderStatus.CHECKED: ["kept", "checked_on"],
}
# Each number is at most the one before it.
CHAIN = [("trained", "trainees"), ("passed", "trained"), ("hired", "passed"), ("kept", "hired")]
DAYS = ["examined_on", "hired_on", "checked_on"]


@transaction.atomic
def request(
    *, order: QuickStartOrder, actor: User | None, by_office: bool = False
) -> QuickStartOrder:
    """Store a new order as requested. One with the same `once` is stored once.

    What the office enters itself it has taken up; of a firm's own request it gets a letter,
    and until it takes the request up, no figure counts it.
    """
    order.status = OrderStatus.REQUESTED
    there = QuickStartOrder.objects.filter(partnership=order.partnership, once=order.once).first()
    if there is not None:
        return there
    if by_office:
        order.taken_up_at = now()
    order.save()
    queue([] if by_office else letters.order_requested(order))
    record(
        verb="quickstartorder requested",
        row=order,
        actor=actor,
        after={"position": order.position, "wanted": order.wanted},
    )
    return order


@transaction.atomic
def take_up(*, order: QuickStartOrder, actor: User | None) -> None:
    """Note that the office works on a firm's request; from now on it is counted. Twice is once."""
    unread = QuickStartOrder.objects.filter(pk=order.pk, taken_up_at__isnull=True)
    if unread.update(taken_up_at=now(), version=F("version") + 1):
        record(verb="quickstartorder taken up", row=order, actor=actor)


@transaction.atomic
def change(
    *, order: QuickStartOrder, version: int, fields: dict, actor: User | None, reason: str = ""
) -> None:
    """Set columns of the request as of `version`; once the training is planned, with a reason."""
    stored = QuickStartOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if not (stored.may_change or reason.strip()):
        raise RefusedError(_("The training is planned: say why the request is corrected."))
    if fields.get("requested_on", localdate()) > localdate():
        raise RefusedError(_("This day has not come yet."))
    set_columns(
        row=order,
        version=version,
        fields=fields,
        verb="quickstartorder changed",
        actor=actor,
        reason=reason.strip(),
    )


@transaction.atomic
def step(*, order: QuickStartOrder, status: str, fields: dict, actor: User | None) -> None:
    """Take one step on with what becomes known then, as `NEEDED` says.

    Raises `RefusedError` in words, and `WrongStepError` off the arrows.
    """
    needed = NEEDED.get(OrderStatus(status), [])
    columns: dict[str, Any] = {name: fields.get(name) for name in needed}
    if any(value in (None, "") for value in columns.values()):
        raise RefusedError(_("Something is missing: all fields are needed for this step."))
    if status == OrderStatus.ANALYSED and not order.tasks.exists():
        raise RefusedError(_("First enter the tasks of the job and how each is tested."))
    if status == OrderStatus.TRAINING and order.starts_on and order.starts_on > localdate():
        raise RefusedError(_("The training has not begun yet."))
    check_numbers(order, columns)
    check_days(order, columns)
    if columns.get("checked_on") and columns["checked_on"] < order.check_on:
        raise RefusedError(_("The check waits until three months after hiring have passed."))
    if not order.taken_up_at and status != OrderStatus.WITHDRAWN:
        columns["taken_up_at"] = now()
    if status == OrderStatus.HIRED:
        columns["check_on"] = schedule.check_day(columns["hired_on"])
    before = order.status
    order.become(status, version=F("version") + 1, **columns)
    record(
        verb=f"quickstartorder {status}",
        row=order,
        actor=actor,
        before={"status": before},
        after={"status": status, **{name: columns[name] for name in needed}},
    )


@transaction.atomic
def tell(*, order: QuickStartOrder, told: int, actor: User | None) -> None:
    """Keep what the firm says: how many of those hired still work. The office checks it.

    Saying it again before the check corrects it. Raises `RefusedError` before the day
    of the question, after the check, and for more people than were hired.
    """
    stored = QuickStartOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if not stored.is_due:
        raise RefusedError(_("The office does not ask about this now."))
    if told > (stored.hired or 0):
        raise RefusedError(_("More people still work than were hired."))
    before = stored.told
    stored.told, stored.told_on = told, localdate()
    stored.save()
    record(
        verb="quickstartorder answered",
        row=stored,
        actor=actor,
        before={"told": before},
        after={"told": told},
    )


@transaction.atomic
def withdraw(*, order: QuickStartOrder, reason: str, actor: User | None) -> None:
    """End an order before anybody is hired. Raises `RefusedError` without a reason."""
    if not reason.strip():
        raise RefusedError(_("Say why the order is withdrawn."))
    before = order.status
    order.become(OrderStatus.WITHDRAWN, version=F("version") + 1, end_reason=reason.strip())
    record(
        verb="quickstartorder withdrawn",
        row=order,
        actor=actor,
        reason=order.end_reason,
        before={"status": before},
        after={"status": OrderStatus.WITHDRAWN},
    )


def check_numbers(order: QuickStartOrder, columns: dict, chain=CHAIN) -> None:
    """Refuse `columns` in which a part of the people is more than the whole before it."""
    for part, whole in chain:
        few = columns.get(part, getattr(order, part))
        most = columns.get(whole, getattr(order, whole))
        if few is not None and most is not None and few > most:
            raise RefusedError(
                _("The numbers do not fit: %(part)d is more than %(whole)d before it.")
                % {"part": few, "whole": most}
            )


def check_days(order: QuickStartOrder, columns: dict) -> None:
    """Refuse `columns` with days ahead for what has happened, or days out of their order."""
    starts_on, ends_on = columns.get("starts_on"), columns.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise RefusedError(_("The training ends before it begins."))
    known = columns.get("starts_on") or order.starts_on
    for name in DAYS:
        day = columns.get(name) or getattr(order, name)
        if day is None:
            continue
        if day > localdate():
            raise RefusedError(_("This day has not come yet."))
        if known is not None and day < known:
            raise RefusedError(_("This day is before an earlier step."))
        known = day
