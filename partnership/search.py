"""One search over everything that is public. Each group is as long as the list it links to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Func, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement
from clubs.models import Club
from meetings.models import Meeting
from members.models import Partner
from news.models import Article
from projects.filters import PublicFilter
from projects.models import Project
from workshops.models import Cycle

FIRST = 5
SHORTEST = 2


@dataclass(frozen=True)
class Group:
    """The hits of one kind: how many, the first ones, and the list with all of them."""

    key: str
    label: str
    count: int
    rows: list
    url: str


def search(words: str) -> list[Group]:
    """The groups with hits for `words`, one query a group."""
    groups = [
        _rows("partners", _("Partners"), Partner.objects.public(), words, "members:index"),
        _projects(words),
        _rows(
            "meetings",
            _("Meetings"),
            Meeting.objects.public().order_by("-starts_at", "-pk"),
            words,
            "meetings:index",
            when="all",
        ),
        _rows(
            "agreements", _("Agreements"), Agreement.objects.public(), words, "agreements:index"
        ),
        _rows("workshops", _("Workshops"), Cycle.objects.public(), words, "workshops:index"),
        _rows("clubs", _("Clubs"), Club.objects.public(), words, "clubs:index"),
        _rows("news", _("News"), Article.objects.public().defer("body"), words, "news:index"),
    ]
    return [group for group in groups if group.count]


def _rows(key, label, rows, words, name, **more):
    """A sub-select counts what the limit then cuts off: one query for both.

    A window would count too, but PostgreSQL then expects to be done after a few rows, and
    reads the whole table by its order instead of asking the index of words.
    """
    found = rows.found_by(words)
    number = found.order_by().annotate(hits=Func("pk", function="COUNT")).values("hits")
    first = list(found.annotate(hits=Subquery(number)).defer("search")[:FIRST])
    url = f"{reverse(name)}?{urlencode({'q': words, **more})}"
    return Group(key, label, first[0].hits if first else 0, first, url)


def _projects(words):
    found = PublicFilter.of_words(words)
    ids = found.ids
    rows = Project.objects.public().select_related("partnership")
    rows = rows.defer("search", "goal").in_bulk(ids[:FIRST])
    first = [rows[pk] for pk in ids[:FIRST] if pk in rows]
    return Group(
        "projects", _("Projects"), len(ids), first, reverse("projects:index") + found.query
    )
