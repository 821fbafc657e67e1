"""What the choice of projects asks of the office, over all its cycles."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.choices import CycleStatus, StageStatus
from workshops.models import Proposal, Stage, Vote
from workshops.selectors.gates import stand_of


def incomplete(partnership):
    """Undecided proposals with gaps in their sheets."""
    rows = Proposal.objects.held_by(partnership).incomplete()
    return rows.select_related("cycle").prefetch_related("partners")


def without_project(partnership):
    """Chosen proposals of which nobody made a project yet."""
    return Proposal.objects.held_by(partnership).without_project().select_related("cycle")


def open_votes(partnership):
    """Votes that nobody has closed."""
    return Vote.objects.held_by(partnership).open().select_related("cycle")


def ready_stages(partnership) -> list[Stage]:
    """Planned stages whose gate is met, of cycles that are not over.

    One query, and those of a gate for each cycle whose next stage has its turn.
    """
    before = Stage.objects.filter(
        cycle=OuterRef("cycle"), place=OuterRef("place") - 1, status=StageStatus.CLOSED
    )
    rows = Stage.objects.held_by(partnership).filter(Exists(before), status=StageStatus.PLANNED)
    rows = rows.exclude(cycle__status=CycleStatus.FINISHED).select_related("cycle")
    return [row for row in rows.order_by(F("cycle").desc(), "place") if _is_ready(row)]


def _is_ready(stage):
    return not stand_of(stage.cycle).unmet(stage.kind)


@dataclass(frozen=True)
class Kind:
    """One kind of things that wait: in the figure, as the heading, and the rows."""

    label: str | Promise
    title: str | Promise
    rows: Callable
    what: str  # how the list draws a row

    def count(self, partnership) -> int:
        """How many wait; the list behind the figure is as long."""
        rows = self.rows(partnership)
        return len(rows) if isinstance(rows, list) else rows.count()


# The word in the address: the kind.
KINDS = {
    "braki": Kind(
        _("proposals with missing parts"),
        _("Proposals with missing parts"),
        incomplete,
        "proposal",
    ),
    "projekt": Kind(
        _("chosen proposals without a project"),
        _("Chosen proposals without a project"),
        without_project,
        "proposal",
    ),
    "glosowanie": Kind(_("open votes"), _("Open votes"), open_votes, "vote"),
    "etap": Kind(_("stages that may open"), _("Stages that may open"), ready_stages, "stage"),
}
