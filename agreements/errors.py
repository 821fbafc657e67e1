"""Why a rule says no."""

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
