"""What waits about agreements, for the office and for partners, and what everyone may count."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import AccessionStatus, AgreementStatus, SignatoryStatus
from agreements.models import Accession, Agreement, Signatory
from core.figures import Figure, counted
from members.models import Partner

TITLE = gettext_lazy("Agreements")


def public() -> list[Figure]:
    """The published agreements in force."""
    agreements = Agreement.objects.public().filter(status=AgreementStatus.IN_FORCE)
    return [
        Figure(
            _("agreements in force"),
            agreements.count(),
            f"{reverse('agreements:index')}?status={AgreementStatus.IN_FORCE}",
        )
    ]


def waiting(partnership) -> list[Figure]:
    """What waits for the office: signing, remarks, consultation, ends, accessions. One query.

    Each number counts agreements, as the list behind it does.
    """
    agreements = Agreement.objects.held_by(partnership)
    signing = agreements.filter(status=AgreementStatus.SIGNING)
    refused = Signatory.objects.held_by(partnership).filter(status=SignatoryStatus.REFUSED)
    filed = Accession.objects.filter(
        agreement__partnership=partnership, status=AccessionStatus.FILED
    )
    index = reverse("agreements:office_index")
    return counted(
        (_("agreements that wait for signatures"), signing, f"{index}?status=signing"),
        (
            _("agreements with a refused signature"),
            signing.filter(pk__in=refused.values("party__agreement")),
            f"{index}?status=signing&refused=on",
        ),
        (
            _("agreements with remarks to answer"),
            agreements.with_open_remarks(),
            f"{index}?remarks=on",
        ),
        (
            _("agreements in consultation"),
            agreements.filter(status=AgreementStatus.CONSULTATION),
            f"{index}?status=consultation",
        ),
        (
            _("agreements that end within 90 days"),
            agreements.expiring(localdate()),
            f"{index}?expiring=on",
        ),
        (
            _("agreements with declarations of accession to decide"),
            agreements.filter(pk__in=filed.values("agreement")),
            f"{index}?accessions=on",
        ),
    )


def waiting_for(user) -> list[Figure]:
    """The agreements that wait for a signature of this person's organisations. One query."""
    asked = Signatory.objects.unsigned().filter(
        party__agreement__in=Agreement.objects.of_user(user).filter(
            status=AgreementStatus.SIGNING
        ),
        party__partner__in=Partner.objects.of_user(user).values("pk"),
    )
    words = _("signatures expected from your organisation")
    return counted((words, asked, reverse("agreements:my_index")))
