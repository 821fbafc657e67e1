"""Calling a club's meeting: an ordinary meeting, tied to the club."""

from django.db import transaction

from accounts.models import User
from clubs.models import Club, ClubMeeting
from meetings.actions import plan
from meetings.models import Meeting


@transaction.atomic
def call(*, club: Club, meeting: Meeting, actor: User | None) -> ClubMeeting:
    """Store `meeting` as a draft of the club; inviting goes on in the app `meetings`."""
    meeting = plan.create(actor=actor, meeting=meeting)
    return ClubMeeting.objects.create(club=club, meeting=meeting)
