"""What the journal calls things of workshops that no column is named after."""

from django.utils.translation import gettext_lazy as _

from journal.rules import labels
from workshops.selectors import gates

NAMES = {
    "codes": _("Voting codes"),
    "decisions": _("Decisions"),
    "originals": _("cards merged into this one"),
    "photo": _("photo"),
    "recusal": _("recusal"),
    "rows": _("rows"),
    "sha256": _("hash of the file (SHA-256)"),
    "unmet": _("what the gate asked for"),
}


def unmet(codes: list[str]) -> str:
    """What a stage was opened against, in sentences."""
    return " ".join(gates.words(codes)) or "–"


labels.NAMES.update(NAMES)
labels.SAID["unmet"] = unmet
