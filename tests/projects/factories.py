"""Projects for tests. Everything is made up and says so."""

import datetime as dt

import factory
from django.utils.timezone import now
from factory.django import DjangoModelFactory

from projects import actions
from projects.choices import ProjectStatus, Theme
from projects.models import Milestone, Project
from tests.factories import PartnershipFactory


class ProjectFactory(DjangoModelFactory):
    """A proposed project; `public=True` makes it one that is under way and published."""

    class Meta:
        model = Project
        skip_postgeneration_save = True

    class Params:
        public = factory.Trait(
            status=ProjectStatus.UNDER_WAY, published_at=factory.LazyFunction(now)
        )

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Projekt próbny {n}")
    summary = "Opis próbny."
    theme = Theme.TOURISM
    status = ProjectStatus.PROPOSED

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        """`rows__communes`, `rows__funding`, `rows__jobs` and `rows__partners` hang rows on it."""
        self.communes.set(kwargs.get("communes", []))
        for source, amount in kwargs.get("funding", {}).items():
            self.funding.create(source=source, amount=amount)
        for kind, number in kwargs.get("jobs", {}).items():
            self.job_entries.create(kind=kind, number=number, as_of=dt.date(2026, 1, 1))
        for partner, role in kwargs.get("partners", {}).items():
            self.participations.create(partner=partner, role=role)
        actions.settle(self)
        self.refresh_from_db()


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    project = factory.SubFactory(ProjectFactory)
    title = "Etap próbny"
    due = dt.date(2026, 6, 30)
