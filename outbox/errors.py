"""Why the outbox refuses, in words."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleError
from outbox.models import Batch


class NoSenderError(RuleError):
    """A partnership of record has no office: nothing is sent from it."""

    message = _("This partnership is known from publications only: it sends nothing.")


class SharedPauseError(RuleError):
    """The pause holds for all offices, so none of them ends it."""

    message = _("Several offices send by this mail server: the pause ends by itself.")


class AlreadyReleasedError(RuleError):
    """This campaign was released before; `batch` is the one that runs."""

    message = _("These letters were released already.")

    def __init__(self, batch: Batch):
        super().__init__()
        self.batch = batch
