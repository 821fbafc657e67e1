"""The addresses of exports: only who asked for one may know of it."""

from exports import actions
from tests.access_rows import OFFICE_PAGE, OWN_PAGE, OWN_STEP
from tests.exports.factories import ExportFactory

TABLE = {
    OFFICE_PAGE: ["exports office_index"],
    OWN_PAGE: ["exports office_detail office_file"],
    OWN_STEP: ["exports office_stop office_again"],
}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    mine = {"partnership": cast.partnership, "asked_by": cast.officer}
    ready = ExportFactory(**mine, status="running", claims=1)
    actions.make(ready)
    waits = ExportFactory(**mine)
    return {
        "exports:office_detail": {"pk": waits.pk},
        "exports:office_stop": {"pk": waits.pk},
        "exports:office_again": {"pk": waits.pk},
        "exports:office_file": {"pk": ready.pk},
    }
