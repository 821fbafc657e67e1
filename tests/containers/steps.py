"""The steps of the walk: what an office does with the portal on a server of its own."""

import re
import shutil
from email import message_from_string

from tests.containers import machine
from tests.containers.engine import StepError
from tests.containers.installation import HOST, Site, Watcher, wait
from tests.containers.visitor import Visitor, lead_home, one_time_code

COORDINATOR = "koordynator@urzad.example"
PASSWORD = "haslo-na-czas-proby-1"
INVITED = "Spotkanie próbne"
VARIABLES = {"OPERATOR_NAME": "Powiat próbny", "BULK_RATE": "2"}


def build(site: Site) -> str:
    site.copy()
    site.compose("build", seconds=1800)
    listed = site.engine.docker("images", "portal", "--format", "{{.Tag}} {{.Size}}")
    assert len(listed.splitlines()) == 1, f"one image, not {listed}"
    return f"portal:{listed.strip()}"


def up(site: Site) -> str:
    site.up()
    found = site.health()
    assert found["ok"], found
    for name, value in VARIABLES.items():
        said = site.compose("exec", "-T", "bulk", "printenv", name).strip()
        assert said == value, f"{name} is {said!r} in the container"
    return ", ".join(name for name, state in found.items() if state == "up")


def least_rights(site: Site) -> str:
    """Nobody in a container has more rights than it needs."""
    ids = site.compose("ps", "--quiet").split()
    form = "{{.Name}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.Config.User}}"
    told = site.engine.docker("inspect", "--format", form, *ids).splitlines()
    for line in told:
        name, readonly, dropped, *user = line.split()
        assert (readonly, dropped) == ("true", "[ALL]"), line
        assert user or "proxy" in name, line
    refused = [
        "TRUNCATE journal_entry CASCADE",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "UPDATE journal_entry SET verb = ''",
        "DELETE FROM journal_entry",
        "DROP TABLE journal_entry",
        "SET ROLE portal_owner",
    ]
    for words in refused:
        try:
            site.sql(words, role="portal")
        except StepError:
            continue
        raise AssertionError(f"The portal's role may: {words}")
    return f"{len(told)} containers; {len(refused)} statements refused to the portal's role"


def found(site: Site) -> str:
    """Register and first coordinator; a command without its file loads nothing."""
    try:
        site.manage("load_terc")
        raise AssertionError("load_terc without a file loaded something")
    except StepError:
        pass
    register = (site.folder / "counties/data/terc_demo.csv").read_bytes()
    site.manage("load_terc", "-", stdin=register)
    site.manage(
        "found",
        "nowodworski",
        "--county",
        "1414",
        "--name",
        "Partnerstwo próbne",
        "--office",
        "Urząd próbny",
        "--address",
        "ul. Próbna 1",
        "--email",
        "pup@urzad.example",
        "--coordinator",
        COORDINATOR,
    )
    try:
        site.manage("demo")
        raise AssertionError("the demo was loaded beside a real partnership")
    except StepError:
        return "register from standard input; the demo keeps away"


def first_letter(site: Site) -> str:
    """The coordinator asks for a password, by the link of a letter, and enters the office."""
    visitor = Visitor(HOST)
    visitor.submit("/konto/password/reset/", email=COORDINATOR)
    wait(lambda: letters_to(site, COORDINATOR), 60, "no letter came")
    (text,) = letters_to(site, COORDINATOR)
    link = re.search(rf"https://{re.escape(HOST)}(/konto/password/reset/key/\S+)", text)[1]
    visitor.submit(link, password1=PASSWORD, password2=PASSWORD)
    visitor = Visitor(HOST)
    visitor.submit("/konto/login/", login=COORDINATOR, password=PASSWORD)
    page = visitor.get("/konto/2fa/totp/activate/")
    if "/reauthenticate/" in visitor.address:
        page = visitor.fill(page, password=PASSWORD)
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret, f"no key at {visitor.address} ({visitor.status})"
    visitor.fill(page, code=one_time_code(secret[1]))  # each page has a key of its own
    visitor.get("/biuro/")
    assert (visitor.status, visitor.address) == (200, f"https://{HOST}/biuro/"), visitor.address
    return "letter, password, second factor, office"


def import_people(site: Site) -> str:
    count = site.inside("import_people")
    assert count == "40", count
    return f"{count} people"


def invitations(site: Site) -> str:
    """All workers are killed while forty invitations go out: each comes, and comes once."""
    total = int(site.inside("invite_people"))
    wait(lambda: len(invited(site)) >= 5, 120, "no invitations go out")
    site.compose("kill", "worker", "bulk", "beat")
    before = len(invited(site))
    site.up()
    wait(lambda: len(invited(site)) >= total, 240, "invitations are missing")
    people = invited(site)
    assert len(people) == len(set(people)) == total, f"{len(people)} for {len(set(people))}"
    assert before < total, "the workers were killed too late"
    return f"killed after {before}; {len(people)} of {total} came, once each"


def backup(site: Site) -> str:
    """Saving changes nothing, and runs no migration."""
    said = site.run("deploy/backup", site.backups, "walk")
    return said.strip().splitlines()[-1]


def restore(site: Site) -> str:
    """Everything is lost but the archive and the .env; mail is held, and nothing is sent."""
    before = counted(site)
    site.compose("down", "--volumes")
    site.run("deploy/restore", site.backups / "portal-walk.tar", seconds=900)
    assert counted(site) == before, f"{counted(site)} instead of {before}"
    found = site.health()
    assert found["mail"] == "down", "mail is not held"
    assert not site.letters(), "something was sent"
    site.manage("journal", "verify")
    site.manage("restore", "--release-mail")
    wait(lambda: site.health()["ok"], 60, "the portal is not well")
    return f"{before} as before; processes are well while mail is held"


def upgrade(site: Site) -> str:
    """A new version with a new column, while somebody reads."""
    change(site, "0901_good", "migrations.RunSQL('ALTER TABLE counties_territory ADD walk text')")
    watcher = Watcher(site.engine.work)
    try:
        site.run("deploy/upgrade", "2", site.backups, seconds=1800)
    finally:
        seen = watcher.stop()
    assert site.version() == "2"
    assert " 0 failed" in seen, seen
    return seen


def failed_upgrade(site: Site) -> str:
    """The second of two steps fails: the old version goes on serving."""
    spoil = "migrations.RunSQL('ALTER TABLE members_person ADD walk int NOT NULL DEFAULT 1')"
    change(site, "0902_first", spoil, after="0901_good")
    change(site, "0903_fails", "migrations.RunSQL('SELECT 1/0')", after="0902_first")
    watcher, said = Watcher(site.engine.work), ""
    try:
        site.run("deploy/upgrade", "3", site.backups, seconds=1800)
    except StepError as error:
        said = str(error)
    finally:
        seen = watcher.stop()
    assert "Version 2 still serves" in said, said
    assert site.version() == "2"
    assert " 0 failed" in seen, seen
    assert site.health()["ok"]
    return seen


def way_back(site: Site) -> str:
    """Back to the state before, with the image that was kept."""
    before = counted(site)
    site.run("deploy/back", "2", site.backups / "portal-before-3.tar", seconds=900)
    assert counted(site) == before
    spoilt = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'walk'"
    assert site.sql(spoilt) == "1", "the step before the failed one is still there"
    site.manage("restore", "--release-mail")
    wait(lambda: site.health()["ok"], 60, "the portal is not well")
    return f"version {site.version()}, {before} as before"


def reboot(site: Site) -> str:
    """The engine ends and starts; the containers come back by themselves."""
    before = counted(site)
    site.engine.stop()
    site.engine.start()
    wait(lambda: answers(site), 180, "the portal does not come back")
    assert counted(site) == before
    return f"{before} as before"


def demo_county(site: Site) -> str:
    """An empty set with DEMO in its .env has the demo county after one command."""
    site.compose("down", "--volumes")
    own = site.folder / ".env"
    own.write_text(own.read_text() + "DEMO=true\n")
    site.up()
    page = Visitor(HOST).get("/")
    assert "nowodworski" in page, page[:500]
    site.manage("journal", "verify")
    return counted(site)


def ipv6(site: Site) -> str:
    """With its file the portal knows a visitor over IPv6 by an address of its own."""
    site.compose("down")
    own = site.folder / ".env"
    own.write_text(own.read_text() + "COMPOSE_FILE=docker-compose.yml:deploy/ipv6.yml\n")
    site.up()
    with machine.ipv6_address() as address:
        lead_home(HOST, address)
        Visitor(HOST).submit("/konto/login/", login="nikt@urzad.example", password="-")
        lead_home(HOST)
    place = site.sql("SELECT host(ip) FROM journal_entry ORDER BY id DESC LIMIT 1")
    assert place == "fd5a:9c1e:47b3::", place
    return place


STEPS = [
    build,
    up,
    least_rights,
    found,
    first_letter,
    import_people,
    invitations,
    backup,
    restore,
    upgrade,
    failed_upgrade,
    way_back,
    reboot,
    demo_county,
    ipv6,
]


def change(site: Site, name: str, operation: str, after: str = "") -> None:
    """Add a migration to the copy of the project, as a new version would bring it."""
    folder = site.folder / "counties/migrations"
    last = after or max(p.stem for p in folder.glob("[0-9]*.py"))
    (folder / f"{name}.py").write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f"    dependencies = [('counties', {last!r}), ('members', '0001_initial')]\n"
        f"    operations = [{operation}]\n"
    )


def counted(site: Site) -> str:
    """What is in the portal, in numbers."""
    tables = ["members_person", "meetings_invitation", "outbox_letter"]
    columns = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    numbers = site.sql(f"SELECT {columns}").split("|")
    return ", ".join(f"{number} {table}" for number, table in zip(numbers, tables, strict=True))


def answers(site: Site) -> bool:
    try:
        return site.health()["ok"]
    except (OSError, ValueError):
        return False


def letters_to(site: Site, address: str) -> list[str]:
    """The plain texts of the letters that came for `address`."""
    texts = []
    for letter in site.letters():
        if letter["to"] == [address]:
            message = message_from_string(letter["text"])
            part = next(p for p in message.walk() if p.get_content_type() == "text/plain")
            texts.append(part.get_payload(decode=True).decode())
    return texts


def invited(site: Site) -> list[str]:
    """Who got an invitation, once for each that came."""
    return [a for letter in site.letters() for a in letter["to"] if a.startswith("osoba")]


def clean(site: Site) -> None:
    """End the containers and remove the folder of the installation."""
    if (site.folder / ".env").exists():
        site.compose("down", "--volumes", "--remove-orphans", check=False)
    images = site.engine.docker("images", "--quiet", "portal").split()
    if images:
        site.engine.docker("rmi", "--force", *set(images))
    shutil.rmtree(site.folder, ignore_errors=True)
    shutil.rmtree(site.backups, ignore_errors=True)
