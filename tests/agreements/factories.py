"""Agreements for tests, made through the actions."""

import datetime as dt
import itertools

from agreements import actions
from agreements.models import Agreement
from tests.factories import PartnerFactory

DAY = dt.date(2026, 3, 2)


NUMBERS = itertools.count(1)


def complete(cast):
    """What is asked for before signing; a new number every time."""
    return {
        "number": f"PRÓBA/{next(NUMBERS)}",
        "theme": "próba",
        "coordinator": cast.partner,
        "legal_basis": "podstawa próbna",
        "legal_basis_on": dt.date(2026, 1, 1),
        "valid_from": dt.date(2018, 1, 1),
    }


def make_draft(cast, parties=2, **fields):
    """A draft with its final version and one signatory a party; nothing is missing."""
    agreement = actions.draft(
        partnership=cast.partnership,
        actor=cast.officer,
        text="§ 1. Treść próbna",
        **{"title": "Porozumienie próbne", **complete(cast), **fields},
    )
    partners = PartnerFactory.create_batch(parties, partnership=cast.partnership)
    for party in actions.add_parties(agreement=agreement, partners=partners, actor=cast.officer):
        actions.add_signatory(
            party=party, name=f"Próbna Osoba {party.pk}", function="prezes", actor=cast.officer
        )
    actions.choose_final(version=agreement.latest_version(), actor=cast.officer)
    return agreement


def make_signing(cast, parties=2, **fields):
    """An agreement whose signing is open."""
    return actions.open_signing(agreement=make_draft(cast, parties, **fields), actor=cast.officer)


def make_in_force(cast, parties=2, public=False, **fields):
    """An agreement in force since DAY."""
    agreement = make_signing(cast, parties, **fields)
    sign_all(agreement, cast)
    agreement = Agreement.objects.get(pk=agreement.pk)
    if public:
        actions.publish(agreement=agreement, actor=cast.officer)
        agreement.refresh_from_db()
    return agreement


def seats(agreement):
    """The signatories that stand, in order."""
    parties = agreement.parties.with_signatories()
    return sorted((s for party in parties for s in party.standing), key=lambda s: (s.order, s.pk))


def sign_all(agreement, cast, on=DAY):
    return actions.sign(
        agreement=agreement,
        given=[actions.Given(seat) for seat in seats(agreement)],
        on=on,
        place="Próbowo",
        actor=cast.officer,
    )
