"""The two lanes: their rate, their runner and their pauses.

All of it stands in the database, so that it holds for any number of workers and
survives the broker.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, Q
from django.db.models.functions import Coalesce, Now

from outbox.models import LaneState, Letter

# A wrong password is not mended in a minute; a server that is away often is.
SETUP_PAUSE = dt.timedelta(minutes=5)
AWAY_PAUSE = dt.timedelta(seconds=15)
# A killed bulk run keeps the others out for so long.
RUNNER = dt.timedelta(seconds=20)
BULK = Letter.Lane.BULK


def rate() -> float:
    """Bulk letters a second; 0 means no limit."""
    return settings.BULK_RATE


def is_open(lane: str) -> bool:
    """Whether letters may go out in `lane` now."""
    return not LaneState.objects.filter(name=lane, paused_until__gt=Now()).exists()


def allowance(lane: str, most: int) -> int:
    """How many letters, at most `most`, may be claimed in `lane` now; 0 while it is paused.

    The bucket of the bulk lane fills with the rate and holds one second's worth,
    at least one letter.
    """
    if not is_open(lane):
        return 0
    if lane != BULK or not rate():
        return most
    with transaction.atomic():
        state = _locked(lane)
        passed = (state.now - (state.refilled_at or state.now)).total_seconds()
        state.tokens = min(state.tokens + max(passed, 0) * rate(), max(rate(), 1))
        state.refilled_at = state.now
        state.runner_until = state.now + RUNNER
        state.save(update_fields=["tokens", "refilled_at", "runner_until"])
        return min(most, int(state.tokens))


def spend(lane: str, count: int) -> None:
    """Take `count` letters off the allowance."""
    if count and lane == BULK and rate():
        with transaction.atomic():
            state = _locked(lane)
            state.tokens -= count
            state.save(update_fields=["tokens"])


def enter_bulk() -> bool:
    """Become the one bulk run; False when another one is at work. No limit, no gate."""
    if not rate():
        return True
    LaneState.objects.get_or_create(name=BULK)
    free = Q(runner_until__isnull=True) | Q(runner_until__lte=Now())
    return bool(LaneState.objects.filter(free, name=BULK).update(runner_until=_after(RUNNER)))


def leave_bulk() -> None:
    """Let the next bulk run in."""
    if rate():
        LaneState.objects.filter(name=BULK).update(runner_until=None)


def pause(reason: str, wait: dt.timedelta) -> None:
    """Send nothing for `wait`: the mail server, not a letter, is the trouble."""
    for lane in Letter.Lane.values:
        LaneState.objects.get_or_create(name=lane)
    LaneState.objects.update(
        paused_until=_after(wait),
        paused_since=Coalesce("paused_since", Now()),
        reason=reason[:500],
    )


def resume() -> None:
    """End every pause now."""
    LaneState.objects.filter(paused_since__isnull=False).update(
        paused_until=None, paused_since=None, reason=""
    )


def _locked(lane):
    LaneState.objects.get_or_create(name=lane)
    return LaneState.objects.select_for_update().annotate(now=Now()).get(name=lane)


def _after(wait):
    return ExpressionWrapper(Now() + wait, output_field=DateTimeField())
