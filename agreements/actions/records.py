"""Agreements that are known from publications only, and those of several counties."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction

from agreements.actions.locking import locked
from agreements.actions.parties import add_parties, add_signatory
from agreements.actions.texts import choose_final, draft
from agreements.choices import AgreementStatus, Method, SignatoryStatus
from agreements.models import Agreement, Signature
from journal.actions import record
from members.models import Partner


@dataclass
class Seat:
    """One party as a publication names it; `name` and `function` may be unknown.

    `certain`: the publication says that this person signed.
    """

    partner: Partner
    name: str = ""
    function: str = ""
    certain: bool = True


@transaction.atomic
def enter_record(
    *,
    partnership,
    once: uuid.UUID,
    seats: list[Seat],
    text: str,
    source_note: str,
    signed_on: dt.date | None,
    actor,
    stated_parties: int | None = None,
    **fields,
) -> Agreement:
    """Enter and publish an agreement as a publication tells of it. Twice enters it once.

    It is never "in force" here: nobody knows what became of it. Who is said to have
    signed has signed on `signed_on`; a party without a name has no signatory.
    """
    if there := partnership.agreements.filter(once=once).first():
        return there
    agreement = draft(partnership=partnership, actor=actor, text=text, once=once, **fields)
    partners = dict.fromkeys(seat.partner for seat in seats)
    made = add_parties(agreement=agreement, partners=partners, actor=actor)
    party_of = {party.partner_id: party for party in made}
    choose_final(version=agreement.latest_version(), actor=actor)
    version = agreement.final_version()
    for seat in seats:
        if not seat.name:
            continue
        signatory = add_signatory(
            party=party_of[seat.partner.pk], name=seat.name, function=seat.function, actor=actor
        )
        if seat.certain and signed_on:
            signatory.become(SignatoryStatus.ASKED)
            signatory.become(SignatoryStatus.SIGNED)
            Signature.objects.create(
                signatory=signatory,
                method=Method.PAPER,
                on=signed_on,
                version=version,
                place=agreement.place,
                version_sha256=version.sha256,
                recorded_by=actor,
            )
    agreement.become(
        AgreementStatus.RECORD,
        is_public=True,
        stated_on=signed_on,
        stated_parties=stated_parties,
        source_note=source_note,
    )
    record(
        verb="agreement of record entered",
        row=agreement,
        actor=actor,
        after={"title": agreement.title, "on": signed_on},
    )
    return agreement


@transaction.atomic
def show_also_in(*, agreement: Agreement, partnerships, actor) -> None:
    """Let the agreement show on the pages of the other counties that it joins, too."""
    agreement = locked(agreement)
    there = set(agreement.also_in.values_list("pk", flat=True)) | {agreement.partnership_id}
    new = [partnership for partnership in partnerships if partnership.pk not in there]
    if not new:
        return
    agreement.also_in.add(*new)
    record(
        verb="agreement shown in more counties",
        row=agreement,
        actor=actor,
        after={"partnerships": [str(partnership) for partnership in new]},
    )
