"""Which letter to whom, and under which occasion."""

from agreements.models import Accession, Remark
from members.letters import office
from outbox.models import Letter

ACCESSION_FILED = "accession_filed"
REMARK_MADE = "remark_made"


def accession_filed(accession: Accession) -> list[Letter]:
    """Tells the office that an organisation wants to join an agreement."""
    agreement = accession.agreement
    return office.remind(
        ACCESSION_FILED,
        accession,
        agreement.partnership,
        once=f"{ACCESSION_FILED}:{accession.pk}",
        view=("agreements:office_accession", agreement.pk, accession.pk),
        accession=accession,
    )


def remark_made(remark: Remark) -> list[Letter]:
    """Tells the office what a party says of a draft."""
    agreement = remark.version.agreement
    return office.remind(
        REMARK_MADE,
        remark,
        agreement.partnership,
        once=f"{REMARK_MADE}:{remark.pk}",
        view=("agreements:office_remark", agreement.pk, remark.pk),
        remark=remark,
    )
