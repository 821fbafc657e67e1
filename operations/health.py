"""Is everything there that the portal needs? For the health page and for monitoring."""

from django.conf import settings
from django.db import DatabaseError

from outbox import health as outbox_health

UP, DOWN, OFF = "up", "down", "off"


def parts() -> dict[str, str]:
    """The state of database, broker, worker, beat and mail: "up", "down" or "off".

    "off" is mail in a try-out: letters can be read in the outbox and go nowhere.
    Asks the database for what worker and clock last did, and the broker for a sign
    of life; takes two seconds at most when the broker is away.
    """
    waiting = waiting_in_broker()
    found = {"database": UP, "broker": DOWN if waiting is None else UP}
    try:
        outbox = outbox_health.state()
    except DatabaseError:
        return {**found, "database": DOWN, "worker": DOWN, "beat": DOWN, "mail": DOWN}
    return {**found, **processes(outbox, waiting), "mail": mail(outbox)}


def all_well(found: dict[str, str]) -> bool:
    return DOWN not in found.values()


def waiting_in_broker() -> int | None:
    """How many tasks wait for a worker, or None when the broker does not answer."""
    import redis  # noqa: PLC0415 - 0.1 s of every start that only this question needs

    try:
        with redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1
        ) as client:
            return client.llen("celery")
    except (redis.RedisError, OSError):
        return None


def processes(outbox, waiting) -> dict[str, str]:
    """Worker and beat, judged by the tick that one sends and the other writes down.

    A tick that does not come although nothing waits was not sent; one that waits in
    the broker was not taken.
    """
    if outbox.tick_age is not None and outbox.tick_age <= outbox_health.SILENCE_LIMIT:
        return {"worker": UP, "beat": UP}
    if waiting is None:
        return {"worker": DOWN, "beat": DOWN}
    return {"worker": DOWN if waiting else UP, "beat": UP if waiting else DOWN}


def mail(outbox) -> str:
    """Mail is down when a letter is overdue by ten minutes or a lane is paused."""
    if not settings.MAIL_URL:
        return OFF if settings.DEMO else DOWN
    late = (outbox.oldest_due_age or 0) > outbox_health.WAIT_LIMIT
    return DOWN if late or outbox.paused else UP
