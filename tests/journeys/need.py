"""Story 10: a visitor follows one need to the jobs that came of it."""

import re

from counties.models import Partnership
from projects import actions as projects
from projects.choices import ProjectStatus
from projects.models import JobEntry
from tests.workshops.choosing import FULL, make_proposal
from tests.workshops.factories import close_now, make_cycle, open_at, write
from workshops.actions import cards, choice

NEED = "Młodzi nie mają gdzie pracować latem (próba)"
IDEA = "Letnia kawiarnia nad rzeką (próba)"
TITLE = "Kawiarnia nad rzeką (próba)"
JOBS = 6


def story(visit, town):
    """From the cycle over idea and proposal to the project, and back to what was said."""
    make_chain(Partnership.objects.get(services__user__email=town.office.email))
    reader = visit()
    reader.open("/")
    reader.turn_to("Warsztaty")
    reader.follow("Cykl z ciągiem dalszym (próba)")
    reader.reads(f"potrzeba: {NEED}")
    reader.follow(TITLE, inside=reader.row(IDEA))
    reader.reads("Od potrzeby do projektu", NEED, IDEA)
    reader.follow(TITLE)
    reader.reads("Skąd wziął się ten projekt", NEED, IDEA)
    jobs = reader.row("utworzone").filter(has_text=str(JOBS))
    jobs.wait_for()
    go_back(reader)
    find_by_jobs(reader)


def go_back(reader):
    """The way leads back as well: from the project to the cycle where it began."""
    reader.follow(TITLE, inside=reader.main.locator(".timeline"))
    reader.follow("Cykl z ciągiem dalszym (próba)")
    reader.reads("Pomysły i co z nich wynikło")


def find_by_jobs(reader):
    """The same project stands among those that created jobs."""
    reader.turn_to("Projekty")
    reader.unfold("Miejsca pracy")
    reader.tick(re.compile(r"^utworzone \(\d+\)$"))
    reader.press("Pokaż wyniki")
    reader.reads(TITLE)


def make_chain(partnership):
    """A need of stage A, the idea that answers it, its proposal, its project and jobs."""
    cycle = make_cycle(partnership, public=True, name="Cykl z ciągiem dalszym (próba)")
    factors = open_at(cycle, "a")
    need = write(factors, "need", NEED, group=factors.groups.get(topic="human"))
    close_now(factors)
    ideas = open_at(cycle, "c")
    idea = write(ideas, "idea", IDEA, group=ideas.groups.get(topic="new"))
    cards.link(card=idea, answers=[need], actor=None)
    close_now(ideas)
    proposal = make_proposal(cycle, TITLE, ideas=[idea], status="chosen", **FULL)
    project = choice.make_project(proposal=proposal, actor=None)
    projects.step(
        project=project,
        status=ProjectStatus.ACCEPTED,
        text="Wybrany (próba).",
        public=True,
        actor=None,
    )
    jobs = JobEntry(project=project, kind="created", number=JOBS, as_of="2026-10-01")
    projects.change_rows(
        project=project, version=project.version, kept=[jobs], gone=[], actor=None
    )
    projects.publish(project=project, consent="lider (próba)", actor=None)
