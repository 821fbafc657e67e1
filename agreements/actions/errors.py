"""Why a rule says no, and the lock that all rules stand on."""

from agreements.models import Agreement
from core.errors import RuleError


class AgreementError(RuleError):
    """A rule says no; the message tells which, in the reader's language."""


class NotReadyError(AgreementError):
    """Something is missing before signing; `missing` lists it in words."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(" ".join(str(line) for line in missing))


class ConflictError(AgreementError):
    """Somebody saved the agreement in between; `current` is what they saved."""

    def __init__(self, message, current):
        self.current = current
        super().__init__(message)


def locked(agreement: Agreement) -> Agreement:
    """The agreement's row, held until the transaction ends, so that its rules count right."""
    return (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("partnership")
        .get(pk=agreement.pk)
    )
