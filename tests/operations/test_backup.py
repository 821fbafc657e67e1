"""What was saved comes back: every row, the journal's chain, every byte; and nothing is sent."""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from documents.actions import store
from documents.models import Document
from journal.actions import record
from operations import backup
from operations.backup.archive import BackupError, Reading
from tests.documents.files import make_pdf
from tests.factories import PartnerFactory, ServiceFactory
from tests.meetings.factories import InvitationFactory
from tests.projects.factories import ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(settings.BASE_DIR)
COUNTED = """
from django.apps import apps
from django.db import connection
from outbox import lanes
import json
print(json.dumps({
    "rows": {m._meta.label: m._base_manager.count() for m in apps.get_models()},
    "open": [lanes.is_open(lane) for lane in ("bulk", "transactional")],
}))
"""


@pytest.fixture
def filled(tmp_path, settings):
    """A portal with rows in many apps, a chain of entries and a document."""
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA_DIR / "files"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "secret_key").write_text("tajny klucz")
    (settings.DATA_DIR / "journal_key").write_text(settings.JOURNAL_KEY)
    service = ServiceFactory()
    partnership = service.partnership
    for partner in PartnerFactory.create_batch(3, partnership=partnership):
        record(verb="partner entered", row=partner, actor=service.user)
    InvitationFactory(meeting__partnership=partnership)
    ProjectFactory(partnership=partnership, public=True)
    upload = SimpleUploadedFile("umowa.pdf", make_pdf())
    store(partnership=partnership, upload=upload, uploaded_by=service.user)
    return partnership


@pytest.fixture
def archive(filled, tmp_path):
    call_command("backup", tmp_path / "portal.tar", verbosity=0)
    return tmp_path / "portal.tar"


@pytest.fixture
def elsewhere(tmp_path):
    """The environment of another portal: an empty database and an empty folder."""
    name = f"restored_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    url = os.environ["DATABASE_URL"].replace("@/portal?", f"@/{name}?")
    yield {**os.environ, "DATABASE_URL": url, "DATA_DIR": str(tmp_path / "other")}
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(env, *words):
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def state(env):
    return json.loads(manage(env, "shell", "--verbosity=0", "--command", COUNTED).stdout)


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_everything_comes_back_in_an_empty_portal_and_no_mail_goes_out(archive, elsewhere):
    done = manage(elsewhere, "restore", archive)
    assert done.returncode == 0, done.stderr
    found, before = state(elsewhere), rows()
    assert sum(before.values()) > 20
    differs = {label for label in before if before[label] != found["rows"][label]}
    assert differs == {"outbox.LaneState"}  # the two lanes that hold the mail
    assert found["open"] == [False, False]
    whole = manage(elsewhere, "journal", "verify")
    assert (whole.returncode, whole.stdout.split()[-2]) == (0, str(before["journal.Entry"]))
    document = Document.objects.get()
    copy = Path(elsewhere["DATA_DIR"], "files", document.file.name).read_bytes()
    assert hashlib.sha256(copy).hexdigest() == document.sha256
    assert copy == Path(document.file.path).read_bytes()
    assert Path(elsewhere["DATA_DIR"], "secret_key").read_text() == "tajny klucz"
    with (
        psycopg.connect(elsewhere["DATABASE_URL"]) as there,
        pytest.raises(psycopg.errors.IntegrityConstraintViolation),
    ):
        there.execute("DELETE FROM journal_entry")  # the journal is still append-only
    assert manage(elsewhere, "restore", "--release-mail").returncode == 0
    assert state(elsewhere)["open"] == [True, True]


def test_what_is_there_gives_way_only_when_told(archive, elsewhere):
    assert manage(elsewhere, "restore", archive).returncode == 0
    files = Path(elsewhere["DATA_DIR"], "files")
    (files / "nowszy").write_text("nowszy plik")
    refused = manage(elsewhere, "restore", archive)
    assert refused.returncode != 0
    assert "--replace" in refused.stderr
    assert (files / "nowszy").exists()
    assert manage(elsewhere, "restore", "--replace", archive).returncode == 0
    assert not (files / "nowszy").exists()
    (kept,) = files.parent.glob("files.before-*")
    assert (kept / "nowszy").read_text() == "nowszy plik"


def changed(archive, change):
    """The archive with its members, a dict of name and bytes, changed."""
    with tarfile.open(archive) as old:
        members = {member.name: old.extractfile(member).read() for member in old}
    change(members)
    with tarfile.open(archive, "w") as new:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))


def flip(members):
    name = next(name for name in members if name.startswith("files/"))
    members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])


def told(members, **facts):
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | facts).encode()


DAMAGE = {
    "is not what was saved": flip,
    "files/obcy in the backup": lambda members: members.update({"files/obcy": b"x"}),
    "it was cut off": lambda members: members.pop("manifest.json"),
    "of sqlite": lambda members: told(members, engine="sqlite"),
    "another version of the portal": lambda members: told(members, form=2),
    "another version of the portal: members.0999": lambda members: told(
        members, migrations=[["members", "0999_later"]]
    ),
    "There is something": lambda members: None,
}


@pytest.mark.parametrize("words", DAMAGE)
def test_a_backup_that_does_not_hold_touches_nothing(archive, words):
    changed(archive, DAMAGE[words])
    before = rows()
    with pytest.raises(CommandError, match=words):
        call_command("restore", archive)
    assert rows() == before
    assert not list(settings.DATA_DIR.glob("*.before-*"))


def test_what_is_no_archive_is_refused_in_words(tmp_path):
    (tmp_path / "x.tar").write_bytes(b"PK")
    for name in ("x.tar", "missing.tar"):
        with pytest.raises(CommandError, match="is no backup"):
            call_command("restore", tmp_path / name)


def test_a_restore_asks_nothing_of_tarfile_that_debian_12_lacks(archive, tmp_path, monkeypatch):
    monkeypatch.delattr(tarfile.TarFile, "extract")
    monkeypatch.delattr(tarfile.TarFile, "extractall")
    with Reading(archive) as reading:
        reading.checked()
        reading.unpack(tmp_path / "there")
    unpacked = [path for path in (tmp_path / "there").rglob("*") if path.is_file()]
    assert len(unpacked) == 5
    assert {path.stat().st_mode & 0o777 for path in unpacked} == {0o600}


def test_a_member_that_points_out_of_the_folder_is_refused(archive, tmp_path):
    changed(archive, lambda members: members.update({"files/../../outside": b"x"}))
    with Reading(archive) as reading, pytest.raises(BackupError, match="lies outside"):
        reading.unpack(tmp_path / "there")
    assert not (tmp_path / "outside").exists()


def test_a_backup_is_private_and_replaces_no_other(archive):
    assert archive.stat().st_mode & 0o777 == 0o600
    saved = archive.read_bytes()
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", archive)
    assert archive.read_bytes() == saved
    assert [path.name for path in archive.parent.iterdir() if "tar" in path.name] == ["portal.tar"]


def test_a_backup_that_fails_leaves_nothing_behind(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="pg_dump is missing"):
        call_command("backup", tmp_path / "portal.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_try_out_on_sqlite_comes_back_too(tmp_path):
    env = {**os.environ, "DATABASE_URL": "", "DATA_DIR": str(tmp_path / "a")}
    other = {**env, "DATA_DIR": str(tmp_path / "b")}
    (tmp_path / "a").mkdir()
    made = "from tests.factories import PartnerFactory; PartnerFactory()"
    for step in (["migrate", "-v0"], ["shell", "-v0", "-c", made], ["backup", tmp_path / "s.tar"]):
        done = manage(env, *step)
        assert done.returncode == 0, done.stderr
    done = manage(other, "restore", tmp_path / "s.tar")
    assert done.returncode == 0, done.stderr
    assert state(other)["rows"]["members.Partner"] == 1


def test_only_a_portal_without_anything_is_empty(filled):
    assert connection.vendor == "postgresql"
    assert not backup.is_empty()
