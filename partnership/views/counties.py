"""The counties whose partnerships share this portal, and the page of each."""

from dataclasses import dataclass
from urllib.parse import urlencode

import django_filters as filters
from django.db.models import Count, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from clubs.models import Club
from core.access import public
from core.filters import FilterSet, WordsFilter
from core.pages import listing
from counties.models import Partnership, Territory
from meetings.models import Meeting
from members.models import Partner
from projects.models import Project
from workshops.models import Cycle

FIRST = 6  # rows of each kind on a county's page
# The agreements that other counties keep and this one joins.
JOINED = Agreement.also_in.through.objects.filter(agreement__is_public=True)


class CountiesFilter(FilterSet):
    """The list of counties by name and voivodeship."""

    q = WordsFilter(method="by_words")
    voivodeship = filters.ChoiceFilter(
        label=gettext_lazy("voivodeship"),
        field_name="county__parent",
        choices=lambda: voivodeships(),
    )

    def by_words(self, rows, name, value):
        counties = Territory.objects.counties().found_by(value)
        return rows.filter(county__in=counties)


def voivodeships():
    """(code, name) of the voivodeships with a partnership."""
    held = Territory.objects.filter(children__partnerships__isnull=False).distinct()
    return [(code, name.lower()) for code, name in held.values_list("code", "name")]


@dataclass(frozen=True)
class Shelf:
    """The published things of one kind: how many, the first ones, and the list of all."""

    label: str
    count: int
    rows: list
    url: str


@public
@require_safe
def index(request):
    """Every partnership of the portal, in the Polish order of the counties."""
    rows = Partnership.objects.by_county().annotate(
        partners_held=_number(Partner.objects.public()),
        agreements_held=_number(Agreement.objects.public()) + _number(JOINED),
        projects_held=_number(Project.objects.public()),
        meetings_held=_number(Meeting.objects.public()),
    )
    found = CountiesFilter(request.GET, rows, request=request)
    return listing(request, "counties_public/index.html", found)


@public
@require_safe
def detail(request, slug):
    """What one county's partnership agreed, did and keeps, as far as it is published."""
    rows = Partnership.objects.select_related("county__parent")
    partnership = get_object_or_404(rows, slug=slug)
    shelves = [shelf for shelf in shelves_of(partnership) if shelf.count]
    context = {"county": partnership, "shelves": shelves}
    return render(request, "counties_public/detail.html", context)


def shelves_of(partnership) -> list[Shelf]:
    """The county's public things, app by app. One query each."""
    held = {
        "agreements:index": (_("Agreements"), _newest(partnership), {}),
        "projects:index": (_("Projects"), _of(Project, partnership), {}),
        "workshops:index": (_("Workshops"), _of(Cycle, partnership), {}),
        "clubs:index": (_("Clubs"), _of(Club, partnership), {}),
        "meetings:index": (
            _("Meetings"),
            _of(Meeting, partnership).order_by("-starts_at", "-pk"),
            {"when": "all"},
        ),
        "members:index": (_("Partners"), _of(Partner, partnership), {}),
    }
    return [
        _shelf(label, rows, f"{reverse(name)}?{urlencode({'county': partnership.slug, **more})}")
        for name, (label, rows, more) in held.items()
    ]


def _shelf(label, rows, url):
    """The window counts what the limit then cuts off: one query for both."""
    first = list(rows.annotate(hits=Window(Count("*"))).defer("search")[:FIRST])
    return Shelf(label, first[0].hits if first else 0, first, url)


def _of(model, partnership):
    return model.objects.public().filter(partnership=partnership)


def _newest(partnership):
    return Agreement.objects.public().shown_in(partnership).newest_first()


def _number(rows):
    """How many of `rows` stand in the partnership of the outer query."""
    own = rows.filter(partnership=OuterRef("pk")).order_by().values("partnership")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)
