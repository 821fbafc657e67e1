"""Who came to which meetings of a cycle, by organisation (F51)."""

from dataclasses import dataclass

from django.db.models import Count

from meetings.choices import Presence
from meetings.models import Invitation, Meeting
from members.models import Partner
from workshops.models import Cycle, StageMeeting


@dataclass(frozen=True)
class Line:
    """One organisation: how many of its people came to each meeting."""

    partner: Partner
    takes_part: bool
    came: list[int]

    @property
    def meetings(self) -> int:
        """At how many meetings somebody of the organisation was present."""
        return sum(1 for number in self.came if number)


def meetings_of(cycle: Cycle) -> list[Meeting]:
    """The meetings of all stages, each once, the first one first; none that was cancelled."""
    tied = StageMeeting.objects.standing().filter(stage__cycle=cycle).order_by().values("meeting")
    return list(Meeting.objects.filter(pk__in=tied).order_by("starts_at", "pk"))


def attendance(cycle: Cycle, meetings: list[Meeting], partners=None) -> list[Line]:
    """A line for every partner that takes part or came; `partners` narrows it to some.

    Counts people who were ticked as present, for the organisation that they came for.
    """
    present = Invitation.objects.filter(
        meeting__in=[meeting.pk for meeting in meetings], presence=Presence.PRESENT
    )
    counted = present.order_by().values_list("partner", "meeting").annotate(number=Count("pk"))
    came = {(partner, meeting): number for partner, meeting, number in counted}
    inside = set(cycle.participations.filter(left_on=None).values_list("partner", flat=True))
    known = inside | {partner for partner, _meeting in came if partner is not None}
    rows = Partner.objects.filter(partnership=cycle.partnership_id, pk__in=known)
    if partners is not None:
        rows = rows.filter(pk__in=[partner.pk for partner in partners])
    return [
        Line(partner, partner.pk in inside, [came.get((partner.pk, m.pk), 0) for m in meetings])
        for partner in rows.order_by("sort", "pk")
    ]
