"""The agreement's sheet: what the PDF says."""

from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.choices import SignatoryStatus

TEMPLATE = "agreements/typst/sheet.typ"


def data(agreement, events) -> dict:
    """Everything the sheet shows, as plain text in the reader's language."""
    parties = list(agreement.parties.with_signatories())
    version = agreement.final_version() or agreement.latest_version()
    return {
        "title": agreement.title,
        "lead": " · ".join([_("Sheet of the agreement"), str(agreement.partnership)]),
        "footer": _("Made on %(day)s") % {"day": moment(now())},
        "facts": facts(agreement, version),
        "words": {
            "goals": _("Goals"),
            "principles": _("Principles"),
            "signatures": _("Parties and signatures"),
            "events": _("Events"),
        },
        "main_goal": agreement.main_goal,
        "goals": agreement.goal_list,
        "principles": agreement.principle_list,
        "signatures_header": [
            _("Party"),
            _("Signatory"),
            _("State"),
            _("Day and place"),
            _("Proof (SHA-256)"),
        ],
        "signatures": [row(party, seat) for party in parties for seat in party.standing],
        "events_header": [_("Time"), _("Event"), _("Who"), _("File (SHA-256)")],
        "events": [
            [moment(e["date"]), f"{e['title']}\n{e['text']}", e["actor"], broken(e["file_sha256"])]
            for e in reversed(events)
        ],
    }


def facts(agreement, version):
    """(name, value) of the head of the sheet."""
    return [
        [pgettext("agreement", "Number"), agreement.number],
        [_("Subject"), agreement.theme],
        [_("State"), str(agreement.get_status_display())],
        [_("Level"), str(agreement.get_level_display())],
        [_("Type of partnership"), str(agreement.get_partnership_type_display())],
        [_("Legal basis"), agreement.legal_basis],
        [_("Legal basis as of"), day(agreement.legal_basis_on)],
        [_("Coordinator"), str(agreement.coordinator or "")],
        [_("Occasion of signing"), agreement.occasion],
        [_("Place of signing"), agreement.place],
        [_("Comes into force"), str(agreement.get_effect_rule_display())],
        [_("In force since"), day(agreement.in_force_on)],
        [_("Valid from"), day(agreement.valid_from)],
        [_("Valid until"), day(agreement.valid_until) or _("without an end")],
        [_("Last day in force"), day(agreement.ended_on)],
        [_("Version of the text"), f"{version.number} (SHA-256 {broken(version.sha256)})"],
    ]


def row(party, seat):
    signature = seat.signature if seat.status == SignatoryStatus.SIGNED else None
    if signature is None:
        return [party.name, str(seat), str(seat.get_status_display()), "", ""]
    document = signature.document
    return [
        party.name,
        str(seat),
        f"{seat.get_status_display()}, {signature.get_method_display()}",
        " ".join(filter(None, [day(signature.on), signature.place])),
        broken(document.sha256) if document else _("without proof"),
    ]


def day(value):
    return date_format(value) if value else ""


def moment(value):
    return date_format(localtime(value), "j.m.Y H:i:s")


def broken(digest):
    """A hash that may break between lines, every eight characters."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
