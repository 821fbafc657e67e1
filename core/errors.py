"""Refusals that every app shares."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class ReadOnlyError(PermissionDenied):
    """This person may read everything here and change nothing."""


class RuleError(ValueError):
    """A rule says no; `str` of the error tells people why.

    Each app derives its own from it. A refusal whose words are always the same is a
    class of its own with these words as `message`.
    """

    message = _("This cannot be done.")

    def __init__(self, message=None):
        super().__init__(message or self.message)


class ChangedMeanwhileError(RuleError):
    """Somebody else saved this row after the page was opened."""

    message = _("Somebody else saved this in the meantime. Compare and save again.")


class TooLateError(RuleError):
    """The row has gone on meanwhile, so this can no longer be done."""

    message = _("Too late: its state has changed meanwhile. Look at it again.")
