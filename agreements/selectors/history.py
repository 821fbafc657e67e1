"""How the history of an agreement reads, and how its states look."""

# What an entry says to a reader who sees only its line, in this order.
SHOWN = [
    "party",
    "parties",
    "partner",
    "signatory",
    "on",
    "place",
    "version",
    "since",
    "in_force_on",
    "declared_on",
    "effective_on",
    "ended_on",
    "file",
    "title",
]

TONES = {
    "draft": "neutral",
    "consultation": "info",
    "signing": "warn",
    "in_force": "good",
    "expired": "neutral",
    "terminated": "bad",
    "expected": "neutral",
    "asked": "warn",
    "signed": "good",
    "refused": "bad",
    "replaced": "neutral",
    "filed": "warn",
    "effective": "good",
    "record": "neutral",
}


def event(entry) -> dict:
    """A journal entry as the timeline component takes it."""
    told = dict(_told(entry))
    said = [told[name] for name in SHOWN if name in told]
    said += [told[name] for name in told if name not in SHOWN and name in entry.before]
    if entry.reason:
        said.append(entry.reason)
    if entry.actor_name:
        said.append(entry.actor_name)
    return {
        "date": entry.at,
        "title": entry.words,
        "text": " · ".join(said),
        "file_sha256": entry.after.get("file_sha256", ""),
        "actor": entry.actor_name,
    }


def _told(entry):
    """(key, words) of everything an entry holds; what was corrected with both values."""
    names = dict.fromkeys([*entry.before, *entry.after])
    for name, (label, before, after) in zip(names, entry.changes, strict=True):
        if name in entry.before and name in entry.after:
            yield name, f"{label}: {before} → {after}"
        elif entry.after.get(name):
            yield name, after
