"""What the rules of this app refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleError


class NoteNeededError(RuleError):
    """A change of status, a delay and an end before time each ask for words."""

    message = _("Say in a note why the status changes.")


class MixError(RuleError):
    """The shares of the sources together are more than the whole."""

    message = _("The shares together exceed 100 %.")


class DayError(RuleError):
    """Something did not happen on this day."""


class JobsQuestionError(RuleError):
    """A report tells of jobs of a kind that the office has entered: are they the same?"""

    message = _("Say whether the jobs of the report are among those that were entered before.")


class NotReadyError(RuleError):
    """The project cannot be published, or not withdrawn, in its present state."""


class PlanError(RuleError):
    """These periods of reports cannot be planned."""


class TooManyError(RuleError):
    """More jobs are said to be there than were reported."""

    def __init__(self, most):
        super().__init__(_("At most %(most)d jobs were reported.") % {"most": most})


class PhotoError(RuleError):
    """The photo cannot be kept or shown like this."""
