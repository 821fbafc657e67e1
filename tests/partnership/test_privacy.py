"""Nobody who is helped is ever a row, and nobody's private contact is ever public."""

import io
import re
import zipfile

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.models import User
from clubs.models import Adviser
from counties.models import Partnership
from members.models import Partner, Person
from tests.access_matrix import ACCESS, ROLES
from tests.conftest import client_of
from tests.world import World

APPS = [app for app in apps.get_app_configs() if app.path.startswith(str(settings.BASE_DIR))]
HELPED = re.compile(
    "pesel|birth|gender|health|disab|client|trainee|worker|unemployed|dismissed|beneficiar"
    "|nationality|citizen|income|education|marital"
)
COUNTS = (models.IntegerField, models.BooleanField, models.DecimalField)
# Whoever has a page or a letter by a link shows its key: what is there is their own.
BY_KEY = re.compile("token|key|uid")
EMAIL = re.compile(rb"[\w.+-]+@[\w-]+\.[\w.-]*\w")
UID = re.compile(rb"^UID:\S+", re.MULTILINE)  # the name of an event looks like an address


def fields():
    """(model and name, field) of every column in every app."""
    for app in APPS:
        for model in app.get_models():
            for field in model._meta.get_fields():
                if field.concrete:
                    yield f"{model._meta.label}.{field.name}", field


def test_no_model_has_a_field_for_a_person_who_is_helped():
    words = {name for name, field in fields() if not isinstance(field, COUNTS)}
    assert {name for name in words if HELPED.search(name.lower())} == set()


def test_people_are_rows_only_for_what_they_do_in_an_organisation():
    people = {name for name, field in fields() if field.related_model is Person}
    assert people == {
        "agreements.Signatory.person",
        "employers.TeamMember.person",
        "meetings.Invitation.person",
        "members.Role.person",
    }


@pytest.fixture
def private(cast):
    """Contacts that nobody agreed to show: those of all people, users and advisers."""
    world, contacts = World(cast), set()
    for model, phone in [(Person, "phone"), (User, None), (Adviser, "phone")]:
        for row in model.objects.all():
            contacts.add(row.email)
            if phone:
                number = f"+48 60{row.pk % 10} {row.pk:03} 0{len(model.__name__)}"
                model.objects.filter(pk=row.pk).update(**{phone: number})
                contacts.add(number)
    return world, {contact.encode() for contact in contacts if contact}


@pytest.mark.django_db
def test_nothing_that_everyone_may_read_holds_a_private_contact(private):
    world, contacts = private
    public = {settings.DEFAULT_FROM_EMAIL.encode()}
    for rows in (
        Partner.objects.values_list("email"),
        Partnership.objects.values_list("office_email"),
    ):
        public |= {email.encode() for (email,) in rows}
    read, told = set(), set()
    for name, address in open_to_everyone(world):
        body = content(client_of(None).get(address))
        if body:
            read.add(name)
        told |= {(name, one) for one in EMAIL.findall(body) if one not in public}
        told |= {(name, one) for one in contacts if one in body}
    assert told == set()
    assert {"projects:download", "meetings:feed", "news:feed", "members:detail"} <= read
    assert len(read) >= 50


def open_to_everyone(world):
    """(name, address) of every address that lets a passer-by in without a key of their own."""
    for name, (get, _post) in ACCESS.items():
        if get[ROLES.index("passer_by")] != "i":
            continue
        for _whose, address in world.addresses(name):
            if not any(BY_KEY.search(key) for key in world.sides["own"].get(name, {})):
                yield name, address
    for kind in ("xlsx", "json"):
        yield "projects:download", reverse("projects:download", args=[kind])


def content(response):
    """All that a response tells, workbooks unpacked; nothing of a refusal."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return UID.sub(b"", body) if response.status_code == 200 else b""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"\n".join(book.read(part) for part in book.namelist())
