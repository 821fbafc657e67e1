"""Minuting decisions, choosing photos, and keeping protocols."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import override

from accounts.models import User
from documents import pdf
from documents.actions import store
from documents.checking import Checked
from documents.kinds import PDF
from documents.pictures import sized
from journal.actions import record
from workshops.errors import PhotosFullError, ProtocolKeptError
from workshops.models import Decision, Protocol, ProtocolPhoto, Stage, StageMeeting
from workshops.pdf import protocol

LONGEST = 900  # pixels; half a sheet of paper shows no more
MOST_PHOTOS = 6


def rows_of(stage: Stage):
    """The meetings of a stage with what their protocols look at."""
    return StageMeeting.objects.filter(stage=stage).select_related(
        "stage__cycle__partnership__county", "meeting__host", "meeting__partnership"
    )


@transaction.atomic
def minute(
    *,
    row: StageMeeting,
    kept: Iterable[Decision],
    gone: Iterable[Decision] = (),
    actor: User | None,
) -> None:
    """Store what a meeting decided: new and changed decisions, without those in `gone`.

    Raises `ProtocolKeptError` once the stage is closed: its protocol stands.
    """
    stage = _open_for_minutes(row)
    before = _texts(row)
    for decision in gone:
        decision.delete()
    for decision in kept:
        decision.stage_meeting = row
        decision.save()
    record(
        verb="decisions minuted",
        row=stage,
        actor=actor,
        partnership=stage.cycle.partnership,
        before={"decisions": before},
        after={"decisions": _texts(row)},
    )


def _open_for_minutes(row):
    """The stage of a meeting, locked until the commit, while its protocol may change."""
    stage = Stage.objects.select_for_update(no_key=True).get(pk=row.stage_id)
    if stage.is_closed:
        raise ProtocolKeptError
    return stage


def _texts(row):
    decisions = Decision.objects.filter(stage_meeting=row)
    return [f"{one.point}: {one.text}" if one.point else one.text for one in decisions]


@transaction.atomic
def add_photo(*, photo: ProtocolPhoto, upload: Checked, actor: User | None) -> ProtocolPhoto:
    """Put a checked picture into the protocol of `photo.stage_meeting`.

    Raises `ProtocolKeptError` once the stage is closed and `PhotosFullError` when the
    protocol has its six photos.
    """
    stage = _open_for_minutes(photo.stage_meeting)
    if photo.stage_meeting.photos.count() >= MOST_PHOTOS:
        raise PhotosFullError(MOST_PHOTOS)
    small, office = sized(upload, LONGEST), stage.cycle.partnership
    photo.document = store(partnership=office, upload=small.checked, uploaded_by=actor)
    photo.width, photo.height = small.width, small.height
    photo.save()
    record(
        verb="photo added", row=stage, actor=actor, partnership=office, after={"photo": str(photo)}
    )
    return photo


@transaction.atomic
def remove_photo(*, photo: ProtocolPhoto, actor: User | None) -> None:
    """Take a photo out of a protocol that is not kept yet; its file stays with the office."""
    stage = _open_for_minutes(photo.stage_meeting)
    record(
        verb="photo removed",
        row=stage,
        actor=actor,
        partnership=stage.cycle.partnership,
        before={"photo": str(photo)},
    )
    photo.delete()


@transaction.atomic
def keep(*, stage: Stage, actor: User | None) -> list[Protocol]:
    """Store the protocol of every meeting of a stage as it stands now, in Polish."""
    made = []
    for row in rows_of(stage):
        with override(settings.LANGUAGE_CODE):
            content = pdf.make(protocol.TEMPLATE, protocol.data(row), settings.LANGUAGE_CODE)
        document = store(
            partnership=stage.cycle.partnership,
            upload=Checked(name_of(row), PDF, content, needs_text=False),
            uploaded_by=actor,
        )
        made.append(Protocol.objects.create(stage_meeting=row, document=document))
    if made:
        record(
            verb="protocols kept",
            row=stage,
            actor=actor,
            partnership=stage.cycle.partnership,
            after={"sha256": [kept.document.sha256 for kept in made]},
        )
    return made


def name_of(row: StageMeeting) -> str:
    """The file name of a protocol."""
    day = row.meeting.when_machine[:10]
    return f"protokol-{day}-{slugify(str(row))[:60]}.pdf"
