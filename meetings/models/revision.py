"""What people were told of a meeting before its date or place changed."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting

# What people must be told of at once when it changes.
FACTS = ("starts_at", "ends_at", "precision", "place", "address", "form", "online_url")


def facts_of(meeting: Meeting) -> dict:
    """The facts of `meeting` that letters tell and whose change is told."""
    return {name: getattr(meeting, name) for name in FACTS}


class Revision(models.Model):
    """The facts of a meeting as they stood under one `sequence`, before a change."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="revisions")
    sequence = models.PositiveIntegerField()
    facts = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["meeting", "sequence"]
        verbose_name = _("earlier date or place")
        verbose_name_plural = _("earlier dates and places")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sequence"], name="one_revision_a_sequence")
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.sequence}"

    @property
    def values(self) -> dict:
        """The facts as a meeting has them, by the names of its columns."""
        return {
            name: Meeting._meta.get_field(name).to_python(value)
            for name, value in self.facts.items()
        }

    def applied_to(self, meeting: Meeting) -> Meeting:
        """A copy of `meeting`, never to be saved, with its date and place of that time."""
        return meeting.with_changes(self.values)
