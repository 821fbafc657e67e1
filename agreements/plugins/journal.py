"""How things of agreements are called in the journal, where no column is named after them."""

from django.utils.translation import gettext_lazy as _

from journal.rules import labels

labels.NAMES.update(
    {
        "parties": _("parties"),
        "partnerships": _("partnerships"),
        "signatories": _("signatories"),
        "file": _("file"),
        "file_sha256": _("SHA-256 of the file"),
        "version_sha256": _("SHA-256 of the version"),
    }
)
