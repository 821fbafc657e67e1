"""What the letters are called. A room that writes a new kind adds it here."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "account": _("account"),
    "invitation": _("invitation"),
    "update": _("change of a meeting"),
    "cancellation": _("cancelled meeting"),
    "reminder": _("reminder"),
    "receipt": _("receipt of an answer"),
    "trial": _("trial letter"),
}


def kind_name(kind: str):
    """The kind in the reader's words; its own id where nobody has named it."""
    return KINDS.get(kind, kind.replace("_", " "))
