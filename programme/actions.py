"""Verbs of this app."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import RuleError
from counties.models import Territory
from journal.actions import record
from members.letters.office import remind_of_each
from programme import letters
from programme.models import OwnEdition, Specialist

TOLD = ["period", "place", "note", "source", "cycle"]


class TwiceError(RuleError):
    message = _("The office told of this edition already, or of another one with this cycle.")


@transaction.atomic
def add(
    *, specialist: Specialist, counties: Iterable[Territory] = (), actor: User | None
) -> Specialist:
    """Enter a specialist in the register of an office."""
    specialist.save()
    specialist.counties.set(counties)
    record(
        verb="specialist added",
        row=specialist,
        actor=actor,
        after={"kind": specialist.kind, "consent_on": specialist.consent_on},
    )
    return specialist


@transaction.atomic
def change(
    *, specialist: Specialist, fields: dict, counties: Iterable[Territory], actor: User | None
) -> None:
    """Set columns and counties of a specialist; without `consent_on` the name leaves the public list."""
    stored = Specialist.objects.select_for_update().get(pk=specialist.pk)
    changed = sorted(name for name, value in fields.items() if value != getattr(stored, name))
    before = {name: getattr(stored, name) for name in changed}
    before_counties = _counties_of(stored)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.save()
    stored.counties.set(counties)
    after = {name: fields[name] for name in changed}
    if (after_counties := _counties_of(stored)) != before_counties:
        before["counties"], after["counties"] = before_counties, after_counties
    record(verb="specialist changed", row=stored, actor=actor, before=before, after=after)


@transaction.atomic
def remove(*, specialist: Specialist, actor: User | None) -> None:
    """Take a specialist out of the register; the journal keeps that it happened."""
    stored = Specialist.objects.select_for_update().get(pk=specialist.pk)
    record(verb="specialist removed", row=stored, actor=actor)
    stored.delete()


def remind_of_certificates() -> int:
    """Tell each office once of the certificates that end soon; return how many letters go out."""
    specialists = Specialist.objects.about_to_end().select_related("partnership")
    return remind_of_each(specialists, letters.certificate_ends)


@transaction.atomic
def keep_edition(*, edition: OwnEdition, actor: User | None) -> OwnEdition:
    """Store what an office tells of one edition of its county, new or corrected.

    Raises `TwiceError` when the office told of it already, or of the same cycle.
    """
    stored = OwnEdition.objects.select_for_update().filter(pk=edition.pk).first()
    before = model_to_dict(stored, TOLD) if stored else {}
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError as error:
        raise TwiceError from error
    after = model_to_dict(edition, TOLD)
    changed = [name for name in TOLD if before.get(name) != after[name]]
    record(
        verb="edition changed" if stored else "edition entered",
        row=edition,
        actor=actor,
        before={name: before[name] for name in changed} if stored else {},
        after={name: after[name] for name in changed},
    )
    return edition


@transaction.atomic
def remove_edition(*, edition: OwnEdition, actor: User | None) -> None:
    """Take an edition off the page; the journal keeps what it said."""
    stored = OwnEdition.objects.select_for_update().get(pk=edition.pk)
    before = model_to_dict(stored, TOLD)
    record(verb="edition removed", row=stored, actor=actor, before=before)
    stored.delete()


def _counties_of(specialist: Specialist) -> list[str]:
    """Their names, and their codes because of namesakes."""
    return sorted(f"{county} ({county.pk})" for county in specialist.counties.all())
