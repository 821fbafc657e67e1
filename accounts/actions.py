"""Ending sessions, and counting attempts to log in."""

import datetime as dt
import time

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from accounts.models import Attempts, Submission, User

FIVE_MINUTES = 5 * 60
MINUTE = 60
A_DAY = dt.timedelta(days=1)
# How many wrong passwords or codes, in how many seconds …
Limit = tuple[int, int]
HERE_LIMIT = (5, FIVE_MINUTES)  # for one account from one IP address
ACCOUNT_LIMIT = (30, FIVE_MINUTES)  # for one account from anywhere
PLACE_LIMIT = (10, MINUTE)  # from one IP address


def end_sessions(user: User) -> None:
    """End every session of `user` everywhere, from the next request on."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])


def attempt(*, account: str, ip: str) -> bool:
    """Count one attempt to log in to `account`; say whether it is within all limits.

    Kept in the database, so that neither an emptied cache nor many workers at
    once let anybody guess more often. Who is locked out at one place may still log in
    at another: nobody keeps a colleague out by guessing.
    """
    forget_old_attempts()
    with transaction.atomic():
        return all(_count(key, limit) for key, limit in _limits(account, ip))


def take_back(*, account: str, ip: str) -> None:
    """An attempt was right: it does not count. Earlier wrong ones still do."""
    with transaction.atomic():
        for key, _limit in _limits(account, ip):
            row = Attempts.objects.select_for_update().filter(key=key).first()
            if row:
                row.moments = row.moments[:-1]
                row.save()


def forget_old_attempts() -> None:
    """Delete counts that no limit looks at any more."""
    Attempts.objects.filter(last__lt=time.time() - FIVE_MINUTES).delete()


def forget_old_submissions() -> int:
    """Delete the notes of forms sent more than a day ago; return how many."""
    return Submission.objects.filter(sent_at__lt=now() - A_DAY).delete()[0]


def _limits(account: str, ip: str) -> list[tuple[str, Limit]]:
    """The counts of an attempt in the order of asking: what one refuses, the next never counts."""
    return [
        (_key("ip", ip), PLACE_LIMIT),
        (_key("account and ip", f"{account.lower()} {ip}"), HERE_LIMIT),
        (_key("account", account.lower()), ACCOUNT_LIMIT),
    ]


def _count(key: str, limit: Limit) -> bool:
    most, seconds = limit
    row, _ = Attempts.objects.select_for_update().get_or_create(key=key)
    at = time.time()
    row.moments = [moment for moment in row.moments if moment > at - seconds]
    allowed = len(row.moments) < most
    if allowed:
        row.moments.append(at)
        row.last = at
    row.save()
    return allowed


def _key(kind: str, value: str) -> str:
    return salted_hmac("accounts.attempts", f"{kind}:{value}", algorithm="sha256").hexdigest()
