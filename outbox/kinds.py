"""What the letters are called. An app that writes a new kind adds it here."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "account": _("account"),
    "journal_head": _("end of the journal"),
    "meeting_invitation": _("invitation"),
    "meeting_update": _("change of a meeting"),
    "meeting_cancelled": _("cancelled meeting"),
    "meeting_reminder": _("reminder"),
    "meeting_afterwards": _("letter after a meeting"),
    "meeting_receipt": _("receipt of an answer"),
    "meeting_test": _("trial letter"),
    "join_asked": _("request to join"),
    "join_approved": _("request to join approved"),
    "join_refused": _("request to join refused"),
    "join_filed": _("request to join, to the office"),
    "application_filed": _("report of an organisation"),
    "colleague_invited": _("invitation of a colleague"),
    "team_invited": _("invitation to the team of an office"),
    "profile_filed": _("proposed change of a profile"),
    "report_asked": _("request for a progress report"),
    "report_late": _("reminder of a progress report"),
    "report_returned": _("return of a progress report"),
    "report_prolonged": _("more time for a progress report"),
    "jobs_asked": _("question about jobs"),
    "profile_approved": _("change of a profile approved"),
    "club_message": _("message to a club"),
    "club_thanks": _("thanks for a gift to a club"),
    "profile_refused": _("change of a profile refused"),
    "training_ends": _("reminder of a training that ends"),
    "certificate_ends": _("reminder of a certificate that ends"),
    "accession_filed": _("declaration to join an agreement"),
    "remark_made": _("remark on a draft"),
    "step_due": _("reminder of a step in a lay-off case"),
    "order_requested": _("request for Quick Start"),
    "request_confirm": _("confirmation of a request"),
    "request_declined": _("request declined"),
    "firm_asked": _("request of a firm"),
    "work_asked": _("question after three months of work"),
    "work_check_due": _("reminder to ask after three months of work"),
}


def kind_name(kind: str):
    """The kind in the reader's words; its own id where nobody has named it."""
    return KINDS.get(kind, kind.replace("_", " "))
