"""The apps of the programme and of workshops do not know each other; here they meet."""

from journal.rules.references import about
from programme import registries
from workshops.models import Cycle


@registries.add
def held(partnership):
    """The cycles of `partnership`; of all counties what is public. One query."""
    rows = Cycle.objects.held_by(partnership) if partnership else Cycle.objects.public()
    rows = rows.select_related("partnership__county__parent").defer("search", "theme")
    return [
        registries.HeldCycle(
            about(cycle), cycle.name, cycle.edition, cycle.partnership, cycle.get_absolute_url()
        )
        for cycle in rows.order_by("sort", "pk")
    ]
