"""What waits about meetings, for the office and for the invited, and what everyone may count."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Figure, counted
from meetings.choices import MeetingKind, MeetingStatus
from meetings.models import Invitation, Meeting

TITLE = gettext_lazy("Meetings")


def awaiting(meetings, what: str):
    """The rows of `meetings` that wait for `what`: answers, lost letters or attendance."""
    if what == "attendance":
        return meetings.without_attendance()
    open_ones = Invitation.objects.open()
    wanted = open_ones.lost() if what == "lost" else open_ones
    return meetings.filter(pk__in=wanted.order_by().values("meeting"))


def public() -> list[Figure]:
    """The workshops that were held."""
    workshops = Meeting.objects.public().past().took_place().filter(kind=MeetingKind.WORKSHOP)
    index = reverse("meetings:index")
    return [
        Figure(
            _("workshops held"),
            workshops.count(),
            f"{index}?when=held&kind={MeetingKind.WORKSHOP}",
        )
    ]


def waiting(partnership) -> list[Figure]:
    """What waits for the office. Each number counts meetings, as the list behind it does.

    One query.
    """
    meetings = Meeting.objects.held_by(partnership)
    index = reverse("meetings:office_index")
    return counted(
        *(
            (label, awaiting(meetings, what), f"{index}?waiting={what}")
            for what, label in [
                ("answers", _("coming meetings with invitations not answered")),
                ("lost", _("coming meetings with letters that did not arrive")),
                ("attendance", _("meetings without a list of who came")),
            ]
        )
    )


def waiting_for(user) -> list[Invitation]:
    """The invitations that this person has not answered yet, the next meeting first."""
    return list(
        Invitation.objects.of_user(user)
        .open()
        .select_related("meeting", "partner")
        .order_by("meeting__starts_at")
    )


def upcoming(partnership=None, *, public_only=True, limit=3) -> list[Meeting]:
    """The next announced meetings, for a first page."""
    meetings = Meeting.objects.upcoming().filter(status=MeetingStatus.ANNOUNCED)
    if public_only:
        meetings = meetings.public()
    if partnership is not None:
        meetings = meetings.held_by(partnership)
    return list(meetings[:limit])
