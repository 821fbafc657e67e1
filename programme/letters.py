"""Which letter to whom, and under which occasion."""

from members.letters import office
from outbox.models import Letter
from programme.models import Specialist

CERTIFICATE_ENDS = "certificate_ends"


def certificate_ends(specialist: Specialist) -> list[Letter]:
    """Reminds the office that a certificate ends; once for each day on which it is to end."""
    return office.remind(
        CERTIFICATE_ENDS,
        specialist,
        specialist.partnership,
        once=f"{CERTIFICATE_ENDS}:{specialist.pk}:{specialist.valid_until}",
        view=("programme:office_specialist", specialist.pk),
        specialist=specialist,
    )
