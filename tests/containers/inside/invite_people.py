# Invites everyone in the register to a meeting; the workers write and send. Prints how many.
import datetime as dt

from django.utils.timezone import now

from accounts.models import Service
from meetings.actions import invite, plan, send
from meetings.choices import MeetingKind
from meetings.models import Meeting
from members.models import Person

service = Service.objects.select_related("user", "partnership").get()
meeting = plan.create(
    actor=service.user,
    meeting=Meeting(
        partnership=service.partnership,
        title="Spotkanie próbne",
        kind=MeetingKind.PLENARY,
        starts_at=now() + dt.timedelta(days=20),
        ends_at=now() + dt.timedelta(days=20, hours=2),
        place="Sala próbna",
    ),
)
people = list(Person.objects.values_list("pk", flat=True))
invite.add(meeting=meeting, actor=service.user, people=people)
send.release(meeting=meeting, actor=service.user)
print(meeting.invitations.count())
