"""Why a rule says no, in words for people."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleError


class WorkshopError(RuleError):
    """A rule of this app says no."""


class GateError(WorkshopError):
    """The gate of a stage is not met; `unmet` holds its codes (see `gates.say`)."""

    message = _("This stage cannot open yet: its gate is not met.")

    def __init__(self, unmet):
        super().__init__()
        self.unmet = unmet


class DayError(WorkshopError):
    message = _("A stage is not closed before the day on which it was opened.")


class SummaryNeededError(WorkshopError):
    message = _("Write down what the next stage begins with: the results are carried over.")


class CardsWaitError(WorkshopError):
    message = _("There are cards at which nobody has looked. Accept them or set them aside first.")


class StageShutError(WorkshopError):
    message = _("This stage is not open: its board does not change.")


class CancelledMeetingError(WorkshopError):
    message = _("This meeting was cancelled. A stage is held in a meeting that stands.")


class ProtocolKeptError(WorkshopError):
    message = _(
        "The stage is closed and its protocol is kept. Open the stage again to change decisions."
    )


class AlreadyInError(WorkshopError):
    message = _("This partner takes part in the cycle already.")


class NotAdmittedError(WorkshopError):
    message = _("Only partners admitted to the partnership take part in a cycle.")


class FinishedError(WorkshopError):
    message = _("This cycle is finished.")


class GroupUsedError(WorkshopError):
    message = _("This group has cards. Move them to another group first.")


class MergeError(WorkshopError):
    message = _("Choose cards of the same board that are not merged into another card.")


class HeadError(WorkshopError):
    message = _("Other cards are merged into this one. Split them off first.")


class LinkError(WorkshopError):
    message = _(
        "A card answers cards of an earlier kind in the same cycle: "
        "an idea answers needs, problems, leaks, niches or chances."
    )


class PhotosFullError(WorkshopError):
    def __init__(self, most):
        super().__init__(_("A protocol has at most %(most)d photos.") % {"most": most})
