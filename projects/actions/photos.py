"""The gallery of a project."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents.actions import store
from documents.checking import Checked
from documents.pictures import sized
from journal.actions import record
from projects.errors import PhotoError
from projects.models import Photo, Project

LONGEST = 1600  # pixels
MOST_PHOTOS = 40


@transaction.atomic
def add_photo(*, photo: Photo, upload: Checked, actor: User | None) -> Photo:
    """Keep a checked picture in the gallery of `photo.project`.

    Raises `PhotoError` without words for those who do not see it, when it is to be
    shown without anybody's permission, and when the gallery is full.
    """
    Project.objects.select_for_update().get(pk=photo.project_id)
    _refuse(photo)
    if photo.project.photos.count() >= MOST_PHOTOS:
        raise PhotoError(_("A project has at most %(most)d photos.") % {"most": MOST_PHOTOS})
    small = sized(upload, LONGEST)
    photo.document = store(
        partnership=photo.project.partnership, upload=small.checked, uploaded_by=actor
    )
    photo.width, photo.height = small.width, small.height
    photo.save()
    record(verb="photo added", row=photo.project, actor=actor, after={"photo": str(photo)})
    return photo


@transaction.atomic
def change_photo(*, photo: Photo, actor: User | None) -> None:
    """Store the words of a photo and whether everyone sees it."""
    _refuse(photo)
    before = Photo.objects.get(pk=photo.pk)
    photo.save()
    record(
        verb="photo changed",
        row=photo.project,
        actor=actor,
        before={"photo": str(before), "public": before.public},
        after={"photo": str(photo), "public": photo.public},
    )


@transaction.atomic
def remove_photo(*, photo: Photo, actor: User | None) -> None:
    """Take a photo out of the gallery. Its file stays with the office's documents."""
    record(verb="photo removed", row=photo.project, actor=actor, before={"photo": str(photo)})
    photo.delete()


def _refuse(photo):
    if not photo.alternative.strip():
        raise PhotoError(_("Describe what the photo shows."))
    if photo.public and not photo.permission.strip():
        raise PhotoError(_("Say who agreed to the photo being shown."))
