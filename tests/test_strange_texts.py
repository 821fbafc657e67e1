"""Whatever people wrote: every page opens, every PDF is made and every letter goes out.

Forms clean what nobody sees; here all texts of all rows hold what may still be there, from
before, from a file or from a program.
"""

from http.cookies import SimpleCookie

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from outbox import mime
from outbox.models import Letter
from tests.access_matrix import ACCESS
from tests.test_access_matrix import Visitors
from tests.test_fuzz import role_for
from tests.world import World

STRANGE = " 😀👩\u200d👧 漢字 \uf0b7 a\xadb\u200b\ufeff\xa0\u202e\U0001fae9 "
# Words of programs, which no person writes.
NOT_TEXT = {
    "about",
    "once",
    "hash",
    "previous_hash",
    "message_id",
    "search",
    "sort",
    "verb",
    "digest",
    "key",
    "location",
    "unsubscribe_url",
    "kind",
    "last_hash",
    "lane",
    "password",
    "path",
    "cycle",
    "period",
}
HEALTH = {"health", "health_json"}  # no worker runs in this test, and they say so
PRINTED = {
    "agreements:office_sheet",
    "clubs:office_thanks",
    "employers:office_case_sheet",
    "office_report_docx",
    "workshops:office_protocol",
}


def texts_of(model):
    """The columns of a model in which people write freely."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField)
        and not field.choices
        and not field.unique
        and field.name not in NOT_TEXT
        and (field.max_length or 1000) >= 100
    ]


@pytest.fixture
def house(cast):
    world = World(cast)
    for model in apps.get_models():
        for field in texts_of(model) if model.__module__.split(".")[0] in OURS else []:
            longer = Concat(Value(STRANGE), F(field.name), output_field=models.TextField())
            rows = model._base_manager.exclude(**{field.name: ""})
            rows.update(**{field.name: Substr(longer, 1, field.max_length or 10_000)})
    return world, Visitors(cast)


OURS = {name for name in settings.INSTALLED_APPS if "." not in name} - {"journal", "counties"}


def test_every_page_opens_and_every_pdf_is_made(house):
    (world, visitors), wrong, printed = house, [], set()
    for name in sorted(ACCESS):
        role = role_for(ACCESS[name][0])
        if role is None:
            continue
        answer = visitors.knock(role, "GET", dict(world.addresses(name))["own"])
        if answer.status_code >= 500 and name not in HEALTH:
            wrong.append(f"{name}: {answer.status_code}")
        if answer.headers.get("Content-Type", "").startswith(
            ("application/pdf", "application/vnd")
        ):
            printed.add(name)
    assert wrong == []
    assert printed >= PRINTED, sorted(printed)


def test_letters_that_follow_from_a_single_button_go_out(house):
    (world, visitors), wrong, kinds = house, [], set()
    for name in sorted(ACCESS):
        role = role_for(ACCESS[name][1])
        if role is None:
            continue
        known = set(Letter.objects.values_list("pk", flat=True))
        mark = transaction.savepoint()
        client = visitors.clients[role]
        client.cookies = SimpleCookie(visitors.cookies[role].replace("Set-Cookie: ", ""))
        answer = client.post(dict(world.addresses(name))["own"])
        for close in answer._resource_closers:
            close()
        if answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
        for letter in Letter.objects.exclude(pk__in=known).select_related("partnership"):
            kinds.add(letter.kind)
            assert mime.build(letter)
        transaction.savepoint_rollback(mark)
    assert wrong == []
    assert kinds >= {"meeting_test", "report_asked"}
