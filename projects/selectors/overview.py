"""The found projects as a map and as charts: the same result as the list, in other views."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts import single
from counties import country, maps
from counties.models import Partnership
from projects.choices import JobKind


def county_of(found):
    """The county whose communes the map shows: the only one, or the one that was chosen."""
    chosen, counties = found.chosen["county"], found.index.counties
    if len(chosen) == 1:
        return counties[chosen[0]].county
    return next(iter(counties.values())).county if len(counties) == 1 else None


def map_of(found):
    """(the map or None, rows of (commune, number, address)). Three queries at most.

    Several counties together are drawn as counties; their map has its own table, so there
    are no rows then.
    """
    county = county_of(found)
    if county is None:
        return _map_of_counties(found), []
    numbers = {code: number for code, _label, number in found.counts("commune")}
    communes = maps.communes_with_shapes(county)

    def address(commune):
        # Projects in two communes: a second commune in the filter would widen the list.
        return "" if found.chosen["commune"] else found.narrowed("commune", commune.pk)

    drawn = maps.draw(communes, numbers, address)
    return drawn, [(c.name, numbers.get(c.pk, 0), address(c)) for c in communes]


def _map_of_counties(found):
    """All counties of the portal, or those of what was chosen."""
    held = Partnership.objects.by_county()
    if found.chosen["county"]:
        held = held.filter(slug__in=found.chosen["county"])
    elif found.chosen["voivodeship"]:
        held = held.filter(county__parent__in=found.chosen["voivodeship"])
    partnerships = list(held)
    if not partnerships:
        return None
    by_slug = {slug: number for slug, _label, number in found.counts("county")}
    numbers = {p.pk: by_slug.get(p.slug, 0) for p in partnerships}
    return country.draw(partnerships, numbers, lambda p: found.narrowed("county", p.slug))


def charts_of(found):
    """How many of the found projects have what, and the jobs in them; nothing that is empty."""
    charts = [
        _by(found, "theme", _("Projects by theme"), _("Theme")),
        _by(found, "status", _("Projects by status"), _("Status")),
        _by(found, "year", _("Projects by year"), _("Year")),
        _by(found, "source", _("Projects by source of money"), _("Source of money")),
        single(
            "jobs",
            _("Jobs in these projects"),
            [_("Jobs"), _("How many")],
            _jobs(found),
            note=_unknown_jobs(found),
        ),
    ]
    return [chart for chart in charts if not chart.is_empty or chart.note]


def _by(found, facet, title, name):
    rows = [(label, number) for _value, label, number in found.counts(facet)]
    return single(facet, title, [name, _("Projects")], rows)


def _jobs(found):
    mask = found.mask
    rows = [(str(kind.label), found.index.jobs_in(mask, kind)) for kind in JobKind]
    confirmed, _day = found.index.confirmed_in(mask)
    rows.insert(2, (_("created and confirmed"), confirmed))
    return rows


def _unknown_jobs(found):
    """Of how many projects the number of jobs created is not known; nothing when of none."""
    number = found.index.jobs_unknown(found.mask, JobKind.CREATED)
    words = ngettext(
        "Of %(number)d project the number of jobs created is not known; it is not counted as 0.",
        "Of %(number)d projects the number of jobs created is not known; it is not counted as 0.",
        number,
    )
    return words % {"number": number} if number else ""
