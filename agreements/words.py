"""What the journal's verbs are called on pages and sheets."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "accession accepted": _("accession accepted"),
    "accession filed": _("accession filed"),
    "accession refused": _("accession refused"),
    "agreement back to draft": _("agreement back to draft"),
    "agreement came into force": _("agreement came into force"),
    "agreement changed": _("agreement changed"),
    "agreement drafted": _("agreement drafted"),
    "agreement expired": _("agreement expired"),
    "agreement of record entered": _("agreement of record entered"),
    "agreement published": _("agreement published"),
    "agreement shown in more counties": _("agreement shown in more counties"),
    "agreement terminated": _("agreement terminated"),
    "agreement unpublished": _("agreement unpublished"),
    "consultation opened": _("consultation opened"),
    "final version chosen": _("final version chosen"),
    "parties added": _("parties added"),
    "party removed": _("party removed"),
    "proof added": _("proof added"),
    "signatories reordered": _("signatories reordered"),
    "signatory added": _("signatory added"),
    "signatory asked again": _("signatory asked again"),
    "signatory removed": _("signatory removed"),
    "signatory replaced": _("signatory replaced"),
    "signature recorded": _("signature recorded"),
    "signing opened": _("signing opened"),
    "signing refused": _("signing refused"),
    "template saved": _("template saved"),
    "withdrawal recorded": _("withdrawal recorded"),
}

# The keys of an entry that say something to a reader, in this order.
SHOWN = ("party", "parties", "partner", "signatory", "on", "place", "version", "since",
         "in_force_on", "effective_on", "ended_on", "file", "title")  # fmt: skip

TONES = {
    "draft": "neutral", "consultation": "info", "signing": "warn", "in_force": "good",
    "expired": "neutral", "terminated": "bad", "expected": "neutral", "asked": "warn",
    "signed": "good", "refused": "bad", "replaced": "neutral", "filed": "warn",
    "effective": "good", "record": "neutral",
}  # fmt: skip


def event(entry) -> dict:
    """A journal entry as the timeline component takes it."""
    said = [_shown(entry.after[key]) for key in SHOWN if entry.after.get(key)]
    if entry.reason:
        said.append(entry.reason)
    if entry.actor_name:
        said.append(entry.actor_name)
    return {
        "date": entry.at,
        "title": VERBS.get(entry.verb, entry.verb),
        "text": " · ".join(said),
        "file_sha256": entry.after.get("file_sha256", ""),
        "actor": entry.actor_name,
    }


def _shown(value):
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
