"""What this room refuses, in words."""

from django.utils.translation import gettext_lazy as _


class RefusedError(ValueError):
    """A rule of this room says no; the message says why."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved this row after the page was opened."""

    def __init__(self):
        super().__init__(
            _("Somebody else saved this in the meantime. Compare and save again if needed.")
        )


class SumError(RefusedError):
    """The numbers of people do not add up."""

    def __init__(self, covered: int, together: int):
        super().__init__(
            _("The numbers do not add up: covered %(covered)d, accounted for %(together)d.")
            % {"covered": covered, "together": together}
        )
