"""What the office does with its register."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import RuleError
from journal.actions import record, values_of
from members.models import Partner, Person, Role

PROFILE = [
    "name",
    "short_name",
    "kind",
    "sector",
    "commune",
    "nip",
    "regon",
    "krs",
    "address",
    "email",
    "phone",
    "shows_contact",
    "website",
    "description",
]
CONTACT = ["first_name", "last_name", "honorific", "email", "phone", "language", "source"]
DATES = ["since", "until"]
TERM = ["function", "is_admin", *DATES]


class RegisterError(RuleError):
    """The register does not allow this; says why in words."""


class TakenNipError(RegisterError):
    """Another organisation of the register has this NIP."""


@transaction.atomic
def keep_partner(*, partner: Partner, actor: User | None) -> Partner:
    """Save a new or changed organisation and note in the journal what changed.

    Raises `TakenNipError`, which names the organisation that has the NIP.
    """
    before = _kept(partner, PROFILE)
    holder = holder_of_nip(partner)
    if holder:
        raise TakenNipError(taken(holder))
    try:
        with transaction.atomic():
            partner.status = partner.status or Partner.Status.CONTACT
            partner.save()
    except IntegrityError as error:
        # Somebody was faster between the look and the save.
        raise TakenNipError(taken(holder_of_nip(partner))) from error
    _record_change("partner", partner, actor, before, PROFILE)
    return partner


def holder_of_nip(partner: Partner) -> Partner | None:
    """The other organisation of the same register that has this NIP."""
    if not partner.nip:
        return None
    same = Partner.objects.filter(partnership=partner.partnership_id, nip=partner.nip)
    return same.exclude(pk=partner.pk).first()


def taken(holder: Partner | None) -> str:
    """The refusal of a NIP that `holder` has, in words."""
    return _("“%(name)s” has this NIP in the register already.") % {
        "name": holder.name if holder else "?"
    }


@transaction.atomic
def step_partner(
    *,
    partner: Partner,
    status: str,
    actor: User | None,
    reason: str = "",
    on: dt.date | None = None,
) -> None:
    """Admit, suspend or let an organisation leave; `on` is the day of admission.

    Raises `WrongStepError` when the step is not, or no longer, possible.
    """
    before, also = partner.status, {}
    if status == Partner.Status.ADMITTED and not partner.admitted_on:
        also["admitted_on"] = on or localdate()
    partner.become(status, **also)
    record(
        verb=f"partner {status}",
        row=partner,
        actor=actor,
        before={"status": before},
        after={"status": status, **also},
        reason=reason,
    )


@transaction.atomic
def keep_person(*, person: Person, actor: User | None) -> Person:
    """Save a new or changed person and note in the journal what changed."""
    before = _kept(person, CONTACT)
    person.save()
    _record_change("person", person, actor, before, CONTACT)
    return person


@transaction.atomic
def keep_role(*, role: Role, actor: User | None) -> Role:
    """Give a person a function at an organisation, or correct its dates.

    Both must stand in the same register. Raises `RegisterError` when the person
    holds a function there already on some of these days.
    """
    if role.person.partnership_id != role.partner.partnership_id:
        raise RegisterError(_("The person and the organisation stand in different registers."))
    # The person's row is the lock: two clicks give one role.
    Person.objects.select_for_update(no_key=True).get(pk=role.person_id)
    if _overlaps(role):
        raise RegisterError(
            _("This person holds a function at this organisation in that time already.")
        )
    before = _kept(role, TERM)
    role.save()
    after = values_of(role, TERM) | {"partner": str(role.partner)}
    record(
        verb="role changed" if before else "role given",
        row=role.person,
        actor=actor,
        before=before,
        after=after,
    )
    return role


def _overlaps(role):
    same = Role.objects.filter(person=role.person_id, partner=role.partner_id)
    first, last = role.since or dt.date.min, role.until or dt.date.max
    return any(
        first <= (other.until or dt.date.max) and (other.since or dt.date.min) <= last
        for other in same.exclude(pk=role.pk)
    )


@transaction.atomic
def correct_dates(
    *, role: Role, since: dt.date | None, until: dt.date | None, actor: User
) -> None:
    """Correct the first and the last day of a role; None where a day is not known.

    Raises `RegisterError` when the last day comes before the first one, or when the
    person holds a function at the organisation on some of these days already.
    """
    # The person's row is the lock: of two corrections at once the second sees the first.
    Person.objects.select_for_update(no_key=True).get(pk=role.person_id)
    role = Role.objects.select_related("person", "partner").get(pk=role.pk)
    if since and until and until < since:
        raise RegisterError(_("The last day is before the first one."))
    before = _kept(role, DATES)
    role.since, role.until = since, until
    if _overlaps(role):
        raise RegisterError(
            _("This person holds a function at this organisation in that time already.")
        )
    after = values_of(role, DATES)
    if after == before:
        return
    role.save(update_fields=[*DATES, "updated_at"])
    record(
        verb="dates of a role corrected",
        row=role.person,
        actor=actor,
        before=before,
        after={**after, "function": role.function, "partner": str(role.partner)},
    )


@transaction.atomic
def end_role(*, role: Role, actor: User, until: dt.date) -> None:
    """Let a role end after the day `until`. It stays in the history.

    Raises `RegisterError` for a day before the role began or a role that ended.
    """
    role = Role.objects.select_for_update().select_related("person", "partner").get(pk=role.pk)
    if role.until and role.until < localdate():
        raise RegisterError(_("This role has ended already."))
    if role.since and until < role.since:
        raise RegisterError(_("The last day is before the first one."))
    before, role.until = role.until, until
    role.save()
    record(
        verb="role ended",
        row=role.person,
        actor=actor,
        before={"until": before},
        after={"until": until, "function": role.function, "partner": str(role.partner)},
    )


def _kept(row, fields):
    """The row's values as the database has them, as the journal tells them; nothing for a new row."""
    if row.pk is None:
        return {}
    return values_of(type(row)._base_manager.get(pk=row.pk), fields)


def _record_change(word, row, actor, before, fields):
    after = values_of(row, fields)
    if not before:
        record(verb=f"{word} added", row=row, actor=actor, after=after)
        return
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        record(
            verb=f"{word} changed",
            row=row,
            actor=actor,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
