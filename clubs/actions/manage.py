"""Keeping clubs: their data, hours, advisers, leaders, status and publication."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.utils.timezone import now

from accounts.models import User
from clubs.choices import ClubStatus
from clubs.errors import (
    LeadsAlreadyError,
    NoAccountError,
    ReasonNeededError,
    TrainingReasonError,
)
from clubs.models import Adviser, Club
from journal.actions import assign, record, save_rows

COLUMNS = [
    "name",
    "host",
    "commune",
    "place",
    "address",
    "description",
    "support",
    "groups",
    "opened_on",
    "logs_from",
    "source_note",
]


# What the journal tells of an adviser.
TRAINING = ["agreed_on", "trained_on", "valid_until"]


@transaction.atomic
def found(*, club: Club, actor: User | None, status: str = ClubStatus.OPEN) -> Club:
    """Put a new club into the list, open unless `status` says otherwise."""
    club.status = status
    club.save()
    record(verb="club added", row=club, actor=actor, after={"name": club.name, "status": status})
    return club


@transaction.atomic
def change(*, club: Club, fields: dict, actor: User | None) -> None:
    """Set columns of a club. `fields` are some of `COLUMNS`."""
    stored = Club.objects.select_for_update().get(pk=club.pk)
    changes = assign(stored, fields)
    stored.save()
    record(verb="club changed", row=stored, actor=actor, **changes)


@transaction.atomic
def change_rows(
    *, club: Club, kept: Sequence[models.Model], gone: Sequence[models.Model], actor: User | None
) -> None:
    """Store the rows `kept` of a club (hours, projects for sponsors) and delete `gone`."""
    changes = save_rows(kept, gone, leave={"club"})
    record(verb="club rows changed", row=club, actor=actor, **changes)


@transaction.atomic
def step(*, club: Club, status: str, reason: str, actor: User | None) -> None:
    """Open, suspend or close a club. Raises `ReasonNeededError` or `WrongStepError`."""
    if not reason.strip():
        raise ReasonNeededError
    before = club.status
    club.become(status)
    record(
        verb=f"club {status}",
        row=club,
        actor=actor,
        reason=reason.strip(),
        before={"status": before},
        after={"status": status},
    )


@transaction.atomic
def publish(*, club: Club, actor: User | None) -> None:
    """Show the club to everyone. Doing it twice keeps the first moment."""
    if Club.objects.filter(pk=club.pk, published_at__isnull=True).update(published_at=now()):
        record(verb="club published", row=club, actor=actor)


@transaction.atomic
def unpublish(*, club: Club, actor: User | None) -> None:
    """Take the club off the public pages."""
    if Club.objects.filter(pk=club.pk, published_at__isnull=False).update(published_at=None):
        record(verb="club unpublished", row=club, actor=actor)


@transaction.atomic
def keep_adviser(*, adviser: Adviser, actor: User | None, reason: str = "") -> Adviser:
    """Store an adviser who agreed to it. The journal tells of the training, not of the person.

    Raises `TrainingReasonError` when a known day of the training changes without a `reason`.
    """
    new = adviser.pk is None
    stored = Adviser() if new else Adviser.objects.select_for_update().get(pk=adviser.pk)
    changes = assign(stored, {name: getattr(adviser, name) for name in TRAINING})
    if any(changes["before"].values()) and not reason.strip():
        raise TrainingReasonError
    adviser.save()
    record(
        verb="adviser added" if new else "adviser changed",
        row=adviser.club,
        actor=actor,
        reason=reason.strip() if changes["after"] else "",
        **changes,
    )
    return adviser


@transaction.atomic
def drop_adviser(*, adviser: Adviser, actor: User | None) -> None:
    """Forget an adviser altogether; nothing of the person stays."""
    club = adviser.club
    adviser.delete()
    record(verb="adviser removed", row=club, actor=actor)


@transaction.atomic
def add_leader(*, club: Club, email: str, actor: User | None) -> User:
    """Let the account with the confirmed address `email` lead the club.

    Raises `NoAccountError` or `LeadsAlreadyError`.
    """
    address = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).first()
    if address is None:
        raise NoAccountError
    if club.leaders.filter(pk=address.user_id).exists():
        raise LeadsAlreadyError
    club.leaders.add(address.user)
    record(verb="club leader added", row=club, actor=actor, after={"leaders": str(address.user)})
    return address.user


@transaction.atomic
def remove_leader(*, club: Club, leader: User, actor: User | None) -> None:
    """End somebody's leading of the club; what they logged stays."""
    if club.leaders.filter(pk=leader.pk).exists():
        club.leaders.remove(leader)
        record(verb="club leader removed", row=club, actor=actor, before={"leaders": str(leader)})
