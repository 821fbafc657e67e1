"""The letters that an organisation got, as its administrators see them."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from journal.rules.references import about
from members.models import Partner, Person, Role
from outbox.models import Letter, LetterStatus

LATEST = 50
TO_THE_OFFICE = ["profile_filed"]  # about an organisation, but not to it
GONE_OUT = [LetterStatus.SENT, LetterStatus.BOUNCED, LetterStatus.FAILED]


def letters_to(partner: Partner):
    """The letters of the office that went out to `partner`, the newest first.

    To its own address, about its own row, and to the people who act for it and for
    nobody else: a letter to somebody with two organisations may be about the other one.
    """
    here = Role.objects.today().filter(partner=partner)
    elsewhere = Role.objects.today().exclude(partner=partner).values("person")
    people = Person.objects.filter(pk__in=here.values("person")).exclude(pk__in=elsewhere)
    shared = Person.objects.filter(pk__in=elsewhere)
    addresses = people.exclude(email="").exclude(email__in=shared.values("email"))
    theirs = Q(about=about(partner)) | Q(to_email__in=addresses.values("email"))
    if partner.email:
        theirs |= Q(to_email__iexact=partner.email)
    gone_out = Letter.objects.held_by(partner.partnership_id).filter(status__in=GONE_OUT)
    return gone_out.filter(theirs).exclude(kind__in=TO_THE_OFFICE).order_by("-pk")


def section(partner: Partner) -> dict:
    """Subject, day and state of the latest letters; never their text. One query."""
    letters = letters_to(partner).only("subject", "status", "sent_at", "created_at")
    return {
        "title": _("Letters from the office"),
        "items": [
            {"text": letter.subject, "note": f"{_day(letter)}, {letter.get_status_display()}"}
            for letter in letters[:LATEST]
        ],
    }


def _day(letter):
    return date_format(localtime(letter.sent_at or letter.created_at), "j E Y")
