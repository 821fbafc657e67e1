"""What a partner changes on its own: public profile, own name, letters."""

import hashlib
import json
from typing import cast

from django.db import transaction
from django.db.models import Field
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from journal.actions import assign, record
from journal.models import Entry
from journal.rules.references import about
from members.actions.joining import JoiningError, administrators_of
from members.letters import joining as letters
from members.models import Partner, Person
from outbox.actions import queue

DECISIONS = ["profile change approved", "profile change refused"]
PUBLIC_FIELDS = [
    "name",
    "short_name",
    "address",
    "email",
    "phone",
    "shows_contact",
    "website",
    "description",
]


@transaction.atomic
def propose(*, partner: Partner, actor: User, profile: dict[str, str | bool]) -> None:
    """Keep what differs from the public profile until the office approves it.

    `profile` has values of `PUBLIC_FIELDS`. Later proposals replace earlier ones;
    one that differs in nothing takes the proposal back.
    """
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    before = partner.proposed
    partner.proposed = {
        name: profile[name]
        for name in PUBLIC_FIELDS
        if name in profile and profile[name] != getattr(partner, name)
    }
    partner.save(update_fields=["proposed", "updated_at"])
    if partner.proposed and not before:
        queue(letters.profile_filed(partner))
    record(
        verb="profile change proposed",
        row=partner,
        actor=actor,
        before=before,
        after=partner.proposed,
    )


@transaction.atomic
def approve_profile(*, partner: Partner, actor: User, seen: str) -> None:
    """Publish the proposed profile. `seen` is the `fingerprint` of what was read.

    Raises `JoiningError` if the proposal is gone or has changed meanwhile.
    """
    partner = _with_proposal(partner, seen)
    before = {name: getattr(partner, name) for name in partner.proposed}
    after = partner.proposed
    for name, value in after.items():
        setattr(partner, name, value)
    partner.proposed = {}
    partner.save(update_fields=[*after, "proposed", "updated_at"])
    letters.profile_approved(partner, administrators_of(partner), seen)
    record(verb="profile change approved", row=partner, actor=actor, before=before, after=after)


@transaction.atomic
def refuse_profile(*, partner: Partner, actor: User, seen: str, reason: str) -> None:
    """Drop the proposed profile; the organisation's administrators read why."""
    partner = _with_proposal(partner, seen)
    before, partner.proposed = partner.proposed, {}
    partner.save(update_fields=["proposed", "updated_at"])
    letters.profile_refused(partner, administrators_of(partner), seen, reason)
    record(verb="profile change refused", row=partner, actor=actor, before=before, reason=reason)


@transaction.atomic
def correct_own_data(*, user: User, first_name: str, last_name: str, phone: str, language: str):
    """Correct one's own name, telephone and language wherever the network holds them."""
    user.first_name, user.last_name, user.language = first_name, last_name, language
    user.save(update_fields=["first_name", "last_name", "language"])
    own = {"first_name": first_name, "last_name": last_name, "phone": phone, "language": language}
    for person in Person.objects.select_for_update().filter(user=user):
        changes = assign(person, own)
        if changes["after"]:
            person.save(update_fields=[*own, "updated_at"])
            record(verb="own data corrected", row=person, actor=user, **changes)


@transaction.atomic
def stop_invitations(*, user: User, stop: bool) -> None:
    """Stop or resume invitations to meetings; letters the law asks for still come."""
    moment = now() if stop else None
    for person in Person.objects.select_for_update().filter(user=user):
        person.invitations_stopped_at = moment
        person.save(update_fields=["invitations_stopped_at", "updated_at"])
        verb = "invitations stopped" if stop else "invitations resumed"
        record(verb=verb, row=person, actor=user)


def fingerprint(partner: Partner) -> str:
    """A short mark of one proposal, so that one decides on what one has read."""
    text = json.dumps(partner.proposed, sort_keys=True)
    return hashlib.sha256(f"{partner.pk}:{partner.updated_at}:{text}".encode()).hexdigest()[:20]


def changes_of(partner: Partner) -> list[tuple]:
    """Label, present and proposed value of each public field that is to change."""
    return [
        (_label(name), _word(getattr(partner, name)), _word(value))
        for name, value in partner.proposed.items()
        if name in PUBLIC_FIELDS
    ]


def _label(name):
    return cast(Field, Partner._meta.get_field(name)).verbose_name


def _word(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


def last_decision(partner: Partner) -> Entry | None:
    """The latest approval or refusal of a proposed profile, None before the first. One query."""
    return Entry.objects.about(about(partner)).filter(verb__in=DECISIONS).first()


def _with_proposal(partner, seen):
    partner = Partner.objects.select_for_update().select_related("partnership").get(pk=partner.pk)
    if not partner.proposed or fingerprint(partner) != seen:
        raise JoiningError(_("The proposal has changed meanwhile. Read it once more."))
    return partner
