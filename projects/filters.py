"""Filters of the lists."""

from html import escape
from urllib.parse import urlencode

import django_filters
from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.filters import FilterSet, ShelfFilter, WordsFilter, YearFilter
from members.models import Partner
from projects.choices import (
    CheckStatus,
    JobKind,
    Principle,
    ReportStatus,
    Source,
    State,
    Theme,
)
from projects.selectors import facets

PUBLICATION = [
    ("public", _("published")),
    ("unpublished", _("not published")),
    ("withdrawn", _("withdrawn")),
]
WAITING = [
    ("late", _("with a late milestone")),
    ("to_accept", _("waiting for acceptance")),
    ("unpublished", _("accepted and not published")),
    ("undated", _("without any year")),
    ("completed_some_day", _("completed, day unknown")),
]


class OfficeFilter(FilterSet):
    """The office's list."""

    q = WordsFilter()
    status = django_filters.ChoiceFilter(label=_("Status"), choices=State, method="by_state")
    theme = django_filters.ChoiceFilter(choices=Theme)
    leader = django_filters.ModelChoiceFilter(queryset=Partner.objects.none(), label=_("Leader"))
    publication = django_filters.ChoiceFilter(
        label=_("Publication"), choices=PUBLICATION, method="by_publication"
    )
    waiting = ShelfFilter(label=_("To do"), choices=WAITING)
    jobs = django_filters.ChoiceFilter(
        label=_("Jobs created"), choices=[("created", _("with jobs created"))], method="by_jobs"
    )
    principle = django_filters.ChoiceFilter(
        label=_("Principle of renewal"),
        choices=[*Principle.choices, ("none", _("not stated"))],
        method="by_principle",
    )
    year = YearFilter(label=_("Year"), method="by_year")
    completed = YearFilter(label=_("Completed in the year"), method="by_completion")

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        leaders = Partner.objects.held_by(partnership).filter(projects_led__isnull=False)
        self.filters["leader"].queryset = leaders.distinct()

    def by_state(self, rows, name, value):
        return rows.with_state().filter(state_now=value)

    def by_publication(self, rows, name, value):
        if value == "public":
            return rows.public()
        if value == "withdrawn":
            return rows.filter(withdrawn_at__isnull=False)
        return rows.filter(published_at__isnull=True)

    def by_jobs(self, rows, name, value):
        return rows.filter(jobs_created__gt=0)

    def by_principle(self, rows, name, value):
        return rows.filter(principle="" if value == "none" else value)

    def by_year(self, rows, name, value):
        return rows.in_year(int(value))

    def by_completion(self, rows, name, value):
        return rows.completed_in(int(value))


class ReportFilter(FilterSet):
    """The reports of all projects of an office."""

    waiting = ShelfFilter(
        label=_("To do"),
        choices=[
            ("late", pgettext_lazy("reports", "late")),
            ("owed", _("due, not yet filed")),
            ("to_check", _("filed, to be accepted")),
        ],
    )
    status = django_filters.ChoiceFilter(label=_("State"), choices=ReportStatus)


class CheckFilter(FilterSet):
    """The checks of jobs of all projects of an office."""

    waiting = ShelfFilter(label=_("To do"), choices=[("due", _("due, not yet answered"))])
    status = django_filters.ChoiceFilter(label=_("State"), choices=CheckStatus)


class Choices(list):
    """The values of one facet as (value, label, how many would remain, chosen).

    Printed as a list of tick boxes by one loop here: hundreds of them cost a template,
    and even `format_html`, more than everything else on the page.
    """

    def __init__(self, name, values):
        super().__init__(values)
        self.name = name

    @property
    def chosen(self):
        """How many values are ticked."""
        return sum(chosen for _value, _label, _count, chosen in self)

    def __str__(self):
        lines = "\n".join(self._line(*choice) for choice in self)
        return mark_safe(lines)  # noqa: S308 - every part was escaped

    def _line(self, value, label, count, chosen):
        key, checked = escape(f"{self.name}-{value}"), " checked" if chosen else ""
        return (
            f'<div class="check-line"><input type="checkbox" id="{key}" name="{self.name}"'
            f' value="{escape(value)}"{checked}>'
            f'<label for="{key}">{escape(str(label))} ({count})</label></div>'
        )


class PublicFilter:
    """What the address of the public list asks for. What it does not know, it leaves out."""

    LABELS = {
        "voivodeship": _("Voivodeship"),
        "county": _("County"),
        "commune": _("Commune"),
        "theme": _("Theme"),
        "principle": _("Principle of renewal"),
        "status": _("Status"),
        "year": _("Year"),
        "sector": _("Sector of the leader"),
        "source": _("Source of money"),
        "jobs": _("Jobs"),
    }
    SORTS = {
        "title": _("by title"),
        "newest": _("newest first"),
        "start": _("latest start first"),
        "jobs": _("most jobs first"),
    }

    VIEWS = {
        "list": _("List"),
        "table": _("Table"),
        "map": _("Map"),
        "chart": _("Charts"),
    }

    def __init__(self, data):
        self.index = facets.current()
        self.words = data.get("q", "").replace("\x00", "").strip()[:200]
        self.sort = data.get("sort") if data.get("sort") in self.SORTS else "title"
        self.view = data.get("view") if data.get("view") in self.VIEWS else "list"
        self.chosen = {
            facet: [v for v in dict.fromkeys(data.getlist(facet)) if v in self.index.masks[facet]]
            for facet in facets.FACETS
        }
        self._masks = {f: self.index.chosen(f, values) for f, values in self.chosen.items()}
        self._found_words = self.index.words(self.words)

    @classmethod
    def of_words(cls, words):
        """What the list finds for `words` alone."""
        data = QueryDict(mutable=True)
        data["q"] = words
        return cls(data)

    @property
    def mask(self):
        return self._without(None)

    @property
    def ids(self):
        """The ids of what was found, sorted."""
        return self.index.ordered(self.mask, self.sort)

    @property
    def job_sums(self):
        """(label, number) for each kind of jobs the list is narrowed to."""
        mask = self.mask
        return [
            (JobKind(kind).label, self.index.jobs_in(mask, kind) or 0)
            for kind in self.chosen["jobs"]
            if kind in JobKind.values
        ]

    @property
    def confirmed(self):
        """(jobs, day of the last confirmation) where the list is narrowed to created jobs."""
        if JobKind.CREATED not in self.chosen["jobs"]:
            return None
        return self.index.confirmed_in(self.mask)

    @property
    def facets(self):
        """(name, label, choices) of each facet that is worth choosing from."""
        return [
            (name, self.LABELS[name], choices)
            for name in facets.FACETS
            if (choices := self._choices(name))
        ]

    @property
    def active(self):
        """(label, address without it) of everything that narrows the list."""
        found = [(f"„{self.words}”", self.address(("q", self.words)))] if self.words else []
        for facet, values in self.chosen.items():
            found += [
                (f"{self.LABELS[facet]}: {self.label(facet, v)}", self.address((facet, v)))
                for v in values
            ]
        return found

    @property
    def tabs(self):
        """(address, label, whether it is the present one) of each view of the same result."""
        return [
            (self.listed(view=None if key == "list" else key), label, key == self.view)
            for key, label in self.VIEWS.items()
        ]

    @property
    def query(self):
        """What is asked for, as the query of an address without its page."""
        return self.address()

    def listed(self, **more):
        """The query of this result as a list, with `more` parameters."""
        pairs = [("view", self.view)] if self.view != "list" else []
        return self.address(*pairs, add=[(name, v) for name, v in more.items() if v])

    def narrowed(self, facet, value):
        """The query of this result as a list of one value of `facet` only.

        Empty where no published project has the value: there is no such list.
        """
        if value not in self.index.masks[facet]:
            return ""
        views = [("view", self.view)] if self.view != "list" else []
        return self.address(
            *views, *((facet, v) for v in self.chosen[facet]), add=[(facet, value)]
        )

    def address(self, *leave, add=()):
        """The query of this list without some pairs of (parameter, value), and with others."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet, v) for facet, values in self.chosen.items() for v in values]
        pairs += [("sort", self.sort)] if self.sort != "title" else []
        pairs += [("view", self.view)] if self.view != "list" else []
        return "?" + urlencode([*(pair for pair in pairs if pair not in leave), *add])

    def counts(self, facet):
        """(value, label, number) of what was found, for each value of a facet that occurs."""
        mask = self.mask
        found = ((v, (mask & m).bit_count()) for v, m in self._values(facet))
        return [(v, self.label(facet, v), number) for v, number in found if number]

    def label(self, facet, value):
        """The name of a value in the present language."""
        named = {"theme": Theme, "status": State, "source": Source}
        if facet in named:
            return named[facet](value).label
        if facet == "commune":
            return self.index.communes.get(value, value)
        if facet == "county":
            return self.index.counties[value].name
        if facet == "voivodeship":
            return self.index.voivodeships[value]
        if facet == "principle":
            return Principle(value).label if value != "none" else _("not stated")
        if facet == "sector":
            return dict(Partner._meta.get_field("sector").choices)[value]
        if facet == "jobs":
            named = {"none": _("without jobs"), "unknown": _("not known")}
            return named.get(value) or JobKind(value).label
        return value if value != "none" else _("not known")

    def _without(self, facet):
        """What is found by the words and by every facet but one."""
        mask = self._found_words
        for name, chosen in self._masks.items():
            if name != facet:
                mask &= chosen
        return mask

    def _choices(self, facet):
        around = self._without(facet)
        choices = []
        for value, mask in self._offered(facet):
            count, chosen = (around & mask).bit_count(), value in self.chosen[facet]
            if count or chosen:
                choices.append((value, self.label(facet, value), count, chosen))
        return Choices(facet, choices)

    def _offered(self, facet):
        """The values one may tick: of a large land those inside of what is chosen already."""
        index = self.index
        if facet == "commune" and len(index.counties) > 1 and not self.chosen["county"]:
            return []
        values = self._values(facet)
        if facet in ("voivodeship", "county") and len(values) < 2:
            return []
        if facet == "county" and len(index.voivodeships) > 1:
            inside = {None, *self.chosen["voivodeship"]}
            return [
                (slug, mask)
                for slug, mask in values
                if slug in self.chosen["county"] or index.counties[slug].county.parent_id in inside
            ]
        return values

    def _values(self, facet):
        """The values of a facet in the order in which people read them."""
        masks = self.index.masks[facet]
        orders = {
            "commune": self.index.communes,
            "county": self.index.counties,
            "voivodeship": self.index.voivodeships,
            "theme": Theme.values,
            "status": State.values,
            "source": Source.values,
            "principle": [*Principle.values, "none"],
            "year": sorted(masks),
            "jobs": [*JobKind.values, "none", "unknown"],
        }
        return [(v, masks[v]) for v in orders.get(facet, sorted(masks)) if v in masks]
