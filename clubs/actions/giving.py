"""Gifts in kind, and thanking for them once."""

from django.db import transaction
from django.utils.timezone import now

from accounts.models import User
from clubs import letters
from clubs.choices import Thanks
from clubs.errors import NoAddressError, ThankedAlreadyError
from clubs.models import Gift
from journal.actions import record
from outbox.actions import queue

COLUMNS = ["kind", "what", "quantity", "value", "giver", "giver_words", "given_on", "show_giver"]


@transaction.atomic
def book(*, gift: Gift, actor: User | None) -> Gift:
    """Book a new gift. One with the same `once` is booked once."""
    there = Gift.objects.filter(once=gift.once).first()
    if there is not None:
        return there
    gift.save()
    record(verb="club gift booked", row=gift, actor=actor, after=_words(gift))
    return gift


@transaction.atomic
def correct(*, gift: Gift, fields: dict, actor: User | None) -> None:
    """Set columns of a gift. `fields` are some of `COLUMNS`."""
    stored = Gift.objects.select_for_update(of=("self",)).select_related("club").get(pk=gift.pk)
    before = _words(stored)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.save()
    after = _words(stored)
    changed = [name for name in after if after[name] != before[name]]
    record(
        verb="club gift changed",
        row=stored,
        actor=actor,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


@transaction.atomic
def thank(*, gift: Gift, by: str, email: str = "", actor: User | None) -> None:
    """Note that the giver was thanked, and send the letter when it goes `by` e-mail.

    A gift is thanked for once: raises `ThankedAlreadyError`, or `NoAddressError` for
    an address that is not one of the giver's.
    """
    gift = (
        Gift.objects.select_for_update(of=("self",))
        .select_related("club__partnership", "giver")
        .get(pk=gift.pk)
    )
    if gift.thanked_at:
        raise ThankedAlreadyError
    if by == Thanks.EMAIL:
        name = dict(letters.addresses(gift)).get(email)
        if name is None:
            raise NoAddressError
        queue([letters.thanks(gift, email, name)])
    gift.thanked_at, gift.thanked_by = now(), by
    gift.save(update_fields=["thanked_at", "thanked_by", "updated_at"])
    record(verb="club gift thanked", row=gift, actor=actor, after={"thanked_by": by})


def _words(gift: Gift) -> dict[str, object]:
    words = {name: getattr(gift, name) for name in COLUMNS}
    return words | {"giver": str(gift.giver or "")}
