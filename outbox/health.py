"""Facts about the outbox for the health page and the office."""

from dataclasses import dataclass

from django.db.models import Min
from django.db.models.functions import Now
from django.utils.timezone import now

from outbox.delivery import due
from outbox.models import Heartbeat, LaneState, Letter

# Seconds. The clock ticks every 30 s; TRUST wants an alarm after ten minutes.
SILENCE_LIMIT = 120
WAIT_LIMIT = 600


@dataclass(frozen=True)
class State:
    """How the outbox does. Ages are in seconds, None where there is nothing."""

    tick_age: float | None
    oldest_due_age: float | None
    paused: list[LaneState]

    @property
    def is_well(self) -> bool:
        """Clock and workers alive, nothing waits too long, no lane paused."""
        return (
            self.tick_age is not None
            and self.tick_age <= SILENCE_LIMIT
            and (self.oldest_due_age or 0) <= WAIT_LIMIT
            and not self.paused
        )


def state() -> State:
    """The present state, from the database alone."""
    tick = Heartbeat.objects.filter(name="clock").values_list("at", flat=True).first()
    ages = [due(lane).aggregate(oldest=Min("not_before"))["oldest"] for lane in Letter.Lane.values]
    oldest = min((age for age in ages if age), default=None)
    return State(
        tick_age=_age(tick),
        oldest_due_age=_age(oldest),
        paused=paused(),
    )


def paused() -> list[LaneState]:
    """The lanes in which nothing goes out just now, with the reason."""
    return list(LaneState.objects.filter(paused_until__gt=Now()).order_by("name"))


def _age(moment):
    return None if moment is None else max((now() - moment).total_seconds(), 0)
