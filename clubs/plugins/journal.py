"""How things of clubs are called in the journal, where no column is named after them."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from clubs.choices import Group, Support
from journal.rules import labels

NAMES = {
    "thanked_by": _("how the giver was thanked"),
    **{
        f"{kind}-{group}": format_lazy("{}, {}", kind.label, group.label)
        for kind in Support
        for group in Group
    },
}


def listed(choices):
    """A function that says a list of values of `choices` in the reader's language."""
    words = dict(choices.choices)
    return lambda values: ", ".join(str(words.get(one, one)) for one in values) or "–"


labels.NAMES.update(NAMES)
labels.SAID["support"] = listed(Support)
labels.SAID["groups"] = listed(Group)
