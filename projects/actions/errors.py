"""What the rules of this room refuse."""

from django.utils.translation import gettext_lazy as _


class ChangedMeanwhileError(ValueError):
    """Somebody else saved this project after the page was opened."""

    def __init__(self):
        super().__init__(
            _("Somebody else saved this project in the meantime. Compare and save again.")
        )


class NoteNeededError(ValueError):
    """A change of status, a delay and an end before time each ask for words."""

    def __init__(self, message=None):
        super().__init__(message or _("Say in a note why the status changes."))


class MixError(ValueError):
    """The shares of the sources together are more than the whole."""

    def __init__(self):
        super().__init__(_("The shares together exceed 100 %."))


class NotReadyError(ValueError):
    """The project cannot be published, or not withdrawn, in its present state."""


class PlanError(ValueError):
    """These periods of reports cannot be planned."""


class TooLateError(ValueError):
    """The report or check was answered or decided meanwhile."""

    def __init__(self):
        super().__init__(_("Too late: its state has changed meanwhile. Look at it again."))


class TooManyError(ValueError):
    """More jobs are said to be there than were reported."""

    def __init__(self, most):
        super().__init__(_("At most %(most)d jobs were reported.") % {"most": most})


class PhotoError(ValueError):
    """The photo cannot be kept or shown like this."""
