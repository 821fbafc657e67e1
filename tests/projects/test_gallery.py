"""Photos: described, permitted, shown to whoever may see them, and to nobody else."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from projects import actions
from projects.choices import ProjectStatus
from projects.models import Photo, Project
from tests.conftest import client_of
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db
WORDS = {"alternative": "Trzy słoiki na półce.", "caption": "Przetwory", "credit": "Gmina"}
SHOWN = {**WORDS, "public": "on", "permission": "autor, 1.10.2026"}


def photo_file(size=(2400, 1200), name="zdjecie.jpg"):
    data = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "opis aparatu"
    Image.new("RGB", size, "green").save(data, "JPEG", exif=exif)
    return SimpleUploadedFile(name, data.getvalue())


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.partnership, leader=cast.partner, public=True)


def gallery(project):
    return f"/biuro/projekty/{project.pk}/zdjecia/"


def added(office, project, **words):
    response = office.post(gallery(project), {**SHOWN, **words, "picture": photo_file()})
    assert response.status_code == 302
    return Photo.objects.latest("pk")


def test_a_photo_is_kept_smaller_without_the_cameras_data(office, project):
    photo = added(office, project)
    assert (photo.width, photo.height) == (1600, 800)
    with photo.document.file.open("rb") as file:
        data = file.read()
    assert b"opis aparatu" not in data
    assert Image.open(io.BytesIO(data)).size == (1600, 800)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"alternative": ""}, "alternative"),
        ({"alternative": "   "}, "alternative"),
        ({"permission": ""}, "__all__"),
    ],
)
def test_a_photo_needs_words_and_a_public_one_a_permission(office, project, words, field):
    data = {**SHOWN, **words, "picture": photo_file((8, 8))}
    response = office.post(gallery(project), data)
    assert response.context["form"].errors[field]
    assert not Photo.objects.exists()


def test_the_database_itself_refuses_a_photo_without_words(office, project):
    photo = added(office, project)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(alternative="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(permission="")


@pytest.mark.parametrize("name", ["zdjecie.jpg", "zdjecie.svg", "zdjecie.pdf"])
def test_what_is_no_picture_is_refused(office, project, name):
    upload = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    response = office.post(gallery(project), {**SHOWN, "picture": upload})
    assert response.context["form"].errors["picture"]
    assert "Trzy słoiki" in response.content.decode()


def test_a_public_photo_is_seen_only_while_its_project_is(client, office, project):
    photo = added(office, project)
    address = f"/projekty/{project.pk}/zdjecia/{photo.pk}/"
    page = client.get(project.get_absolute_url()).content.decode()
    assert address in page
    assert 'alt="Trzy słoiki na półce."' in page
    response = client.get(address)
    assert response.getvalue()
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    actions.withdraw(project=project, notice="Wycofany.", actor=None)
    assert client.get(address).status_code == 404


def test_a_photo_for_the_office_is_seen_by_the_office_only(client, office, project, cast):
    photo = added(office, project, public="")
    assert client.get(f"/projekty/{project.pk}/zdjecia/{photo.pk}/").status_code == 404
    assert str(photo) not in client.get(project.get_absolute_url()).content.decode()
    mine = f"/moje/projekty/{project.pk}/zdjecia/{photo.pk}/"
    assert client_of(cast.member).get(mine).status_code == 404
    theirs = f"{gallery(project)}{photo.pk}/plik/"
    assert office.get(theirs).getvalue()
    assert client_of(cast.foreign_officer).get(theirs).status_code == 404


def test_a_photo_of_one_project_is_not_found_under_another(client, office, project, cast):
    photo = added(office, project)
    other = ProjectFactory(partnership=cast.partnership, public=True)
    assert client.get(f"/projekty/{other.pk}/zdjecia/{photo.pk}/").status_code == 404


def test_the_preview_shows_photos_before_everyone_does(office, project, client):
    photo = added(office, project)
    Project.objects.update(published_at=None, status=ProjectStatus.ACCEPTED)
    page = office.get(f"/biuro/projekty/{project.pk}/publikacja/").content.decode()
    assert f"{gallery(project)}{photo.pk}/plik/" in page
    assert client.get(f"/projekty/{project.pk}/zdjecia/{photo.pk}/").status_code == 404


def test_the_words_change_and_the_photo_goes(office, project):
    photo = added(office, project)
    address = f"{gallery(project)}{photo.pk}/"
    office.post(address, {**SHOWN, "alternative": "Dwa słoiki."})
    assert Photo.objects.get().alternative == "Dwa słoiki."
    assert office.get(f"{address}usun/").status_code == 405
    office.post(f"{address}usun/")
    assert not Photo.objects.exists()
