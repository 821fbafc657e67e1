"""Cycles for tests. Everything is made up and says so."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from PIL import Image

from meetings.choices import MeetingStatus
from tests.factories import PartnershipFactory
from tests.meetings.factories import MeetingFactory
from workshops.actions import cards, cycle
from workshops.choices import Component, Principle, StageKind
from workshops.models import Card, Cycle


def make_cycle(partnership=None, *, public=False, name="Cykl próbny", **fields):
    """A cycle with its stages and groups, built by the real action."""
    made = Cycle(partnership=partnership or PartnershipFactory(), name=name, **fields)
    cycle.begin(cycle=made, actor=None)
    if public:
        cycle.publish(cycle=made, shown=True, actor=None)
    made.refresh_from_db()
    return made


def stage_of(made, kind):
    """One stage of a cycle as it is now."""
    return made.stages.select_related("cycle__partnership").get(kind=kind)


def write(stage, kind, text="Karta próbna", group=None, **fields):
    """A card on the board of an open stage."""
    card = Card(stage=stage, kind=kind, text=text, group=group, **fields)
    return cards.add(card=card, actor=None)


def with_meeting(stage, **fields):
    """A held meeting tied to the stage."""
    begins = fields.pop("starts_at", now() - dt.timedelta(days=30))
    meeting = MeetingFactory(
        partnership=stage.cycle.partnership,
        starts_at=begins,
        ends_at=begins + dt.timedelta(hours=5),
        status=MeetingStatus.HELD,
        announced_at=begins,
        **fields,
    )
    return cycle.tie(stage=stage, meeting=meeting, actor=None)


def open_at(made, kind, reason="Próba"):
    """Open one stage of a cycle, whatever its gate says."""
    stage = stage_of(made, kind)
    return cycle.open_stage(stage=stage, actor=None, is_coordinator=True, override=reason)


def fill(stage):
    """Put on the board of an open stage what the gate of the next one asks for."""
    wanted = {
        StageKind.OPENING: [(None, "asset"), (None, "problem")],
        StageKind.FACTORS: [(topic, "need") for topic in Component],
        StageKind.PRINCIPLES: [(topic, "leak") for topic in Principle],
        StageKind.IDEAS: [("leaks", "idea")],
    }
    groups = {group.topic: group for group in stage.groups.all()}
    for topic, kind in wanted.get(stage.kind, []):
        write(stage, kind, group=groups.get(topic))


def run_to(made, kind):
    """Walk the stages in their order, through their gates, until `kind` is open."""
    for stage in made.stages.select_related("cycle__partnership"):
        if not stage.stage_meetings.exists():
            with_meeting(stage)
        cycle.open_stage(stage=stage, actor=None)
        if stage.kind == kind:
            return stage
        fill(stage)
        cycle.close_stage(stage=stage, summary="Wynik próbny.", actor=None)
    raise AssertionError(kind)


def close_now(stage, summary="Wynik próbny."):
    """Close an open stage."""
    return cycle.close_stage(stage=stage, summary=summary, actor=None)


def photo_file(size=(2400, 1200)):
    """A photo as an officer sends it."""
    data = io.BytesIO()
    Image.new("RGB", size, "green").save(data, "JPEG")
    return SimpleUploadedFile("sala.jpg", data.getvalue())
