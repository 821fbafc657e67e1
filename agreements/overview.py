"""What the start pages and other rooms ask of agreements."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.choices import AccessionStatus, AgreementStatus, SignatoryStatus
from agreements.models import Accession, Agreement, Party, Signatory


def waiting(partnership) -> list[tuple[str, int, str]]:
    """What waits for the office: (label, how many, address), zeros left out."""
    agreements = Agreement.objects.held_by(partnership)
    index = reverse("agreements:office_index")
    unsigned = Signatory.objects.held_by(partnership).unsigned()
    found = [
        (
            _("signatures not given yet"),
            unsigned.filter(party__agreement__status=AgreementStatus.SIGNING).count(),
            f"{index}?status=signing",
        ),
        (
            _("refused signatures without a replacement"),
            Signatory.objects.held_by(partnership)
            .filter(
                status=SignatoryStatus.REFUSED, party__agreement__status=AgreementStatus.SIGNING
            )
            .count(),
            f"{index}?status=signing",
        ),
        (
            _("agreements in consultation"),
            agreements.filter(status=AgreementStatus.CONSULTATION).count(),
            f"{index}?status=consultation",
        ),
        (
            _("agreements that end within 90 days"),
            agreements.expiring(localdate()).count(),
            f"{index}?expiring=on",
        ),
        (
            _("declarations of accession to decide"),
            Accession.objects.filter(
                agreement__partnership=partnership, status=AccessionStatus.FILED
            ).count(),
            f"{index}?accessions=on",
        ),
    ]
    return [line for line in found if line[1]]


def figures(partnership) -> dict[str, int]:
    """True figures of the public register: agreements in force and their parties today."""
    in_force = Agreement.objects.held_by(partnership).public().filter(
        status=AgreementStatus.IN_FORCE
    )
    parties = Party.objects.on(localdate()).filter(agreement__in=in_force)
    return {
        "agreements": in_force.count(),
        "parties": parties.values("partner").distinct().count(),
    }
