"""Why a rule says no, in words for people."""

from django.utils.translation import gettext_lazy as _

from core.errors import ChangedMeanwhileError, RuleError


class ClubError(RuleError):
    """A rule of this app says no."""


class ReasonNeededError(ClubError):
    message = _("Say why the status changes.")


class TrainingReasonError(ClubError):
    message = _("Say why the training is changed.")


class NoAccountError(ClubError):
    message = _("There is no confirmed account with this address.")


class LeadsAlreadyError(ClubError):
    message = _("This person leads the club already.")


class FutureMonthError(ClubError):
    message = _("This month has not begun yet.")


class LockedMonthError(ClubError):
    message = _("The office has locked this month. Ask the office to open it again.")


class MonthChangedError(ChangedMeanwhileError):
    message = _(
        "Somebody else saved this month in the meantime. Compare your numbers with theirs and save again."
    )


class ThankedAlreadyError(ClubError):
    message = _("The giver of this gift was thanked already.")


class NoAddressError(ClubError):
    message = _("This giver has no such e-mail address.")
