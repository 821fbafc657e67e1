"""Ready sets of criteria that an office can begin with and then change.

What the programme's sources name as aims of its projects is used here as criteria; the
sources give no weights, so every weight but those of the short set is 1. The principles
are the four of economic renewal, from which the workshops start.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

RESOURCES = (_("Uses local resources"), _("Which assets of the county does it build on?"))
NEED = (_("Answers a local need"), _("Which problem from the diagnosis does it solve, and whose?"))
JOBS = (_("Creates jobs"), _("How many, when, and for whom?"))
SUPPORT = (_("Has the support of the community"), _("Who stands behind it and takes part?"))
FIRMS = (_("Supports local firms"), _("Which firms gain, and how?"))
MONEY = (_("Has realistic sources of money"), _("Who pays, and is the sum in reach?"))
LEAKS = (_("Plugs a leak"), _("Which money, people or effort stay in the county?"))
EXISTING = (_("Helps firms that are here"), _("Which of their needs does it meet?"))
NEW = (_("Helps new firms to start"), _("Which niche does it open?"))
OUTSIDE = (_("Attracts firms from outside"), _("Whom, and what do the people here gain from it?"))


@dataclass(frozen=True)
class CriteriaSet:
    """Criteria to begin with: ((title, hint), weight) each."""

    key: str
    title: Any
    lead: Any
    criteria: tuple

    @property
    def initial(self) -> list[dict]:
        """The rows of a form, in the reader's language."""
        return [
            {"title": str(title), "hint": str(hint), "weight": weight}
            for (title, hint), weight in self.criteria
        ]


def _equal(*criteria):
    return tuple((one, 1) for one in criteria)


SETS = {
    one.key: one
    for one in (
        CriteriaSet(
            "cele",
            _("Aims of the programme"),
            _("All six aims that the programme's sources name, each with the same weight."),
            _equal(RESOURCES, NEED, JOBS, SUPPORT, FIRMS, MONEY),
        ),
        CriteriaSet(
            "krotki",
            _("Short set"),
            _("Four criteria for a scoring in one evening; need and jobs count twice."),
            ((NEED, 2), (JOBS, 2), (RESOURCES, 1), (MONEY, 1)),
        ),
        CriteriaSet(
            "zasady",
            _("Four principles of renewal"),
            _(
                "How well a proposal serves each principle of the workshops, and whether it can be paid for."
            ),
            _equal(LEAKS, EXISTING, NEW, OUTSIDE, MONEY),
        ),
    )
}
