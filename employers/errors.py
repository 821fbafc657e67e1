"""What this app refuses, in words."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleError


class RefusedError(RuleError):
    """A rule of this app says no; the message says why."""


class SumError(RefusedError):
    """The numbers of people do not add up."""

    def __init__(self, covered: int, together: int):
        super().__init__(
            _("The numbers do not add up: covered %(covered)d, accounted for %(together)d.")
            % {"covered": covered, "together": together}
        )
