"""What can be counted in the register of partners."""

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.charts import (
    COLUMNS,
    STACKED,
    Cell,
    Chart,
    Number,
    Row,
    Scope,
    Statistics,
    any_unknown,
    by_choice,
    left_out,
    single,
)
from counties.models import Territory
from members.choices import PartnerKind, PartnerStatus, Sector
from members.models import Partner

# More communes than these are a list to search, not a chart to read.
MOST_COMMUNES = 60
NOWHERE = "null"


def charts(scope: Scope) -> list[Chart]:
    """Admitted partners by sector, kind, commune and year of admission. Three queries."""
    partners = admitted(scope)
    cells = list(
        partners.order_by().values_list("sector", "commune", "kind").annotate(Count("pk"))
    )
    years = partners.order_by().values_list(ExtractYear("admitted_on")).annotate(Count("pk"))
    return [
        _by_sector(scope, cells),
        *_by_commune(scope, cells),
        _by_kind(scope, cells),
        _by_year(scope, dict(years)),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """The register on the day of the report, and who was admitted in `year`. Two queries."""
    partners = admitted(scope)
    sectors = dict(partners.order_by().values_list("sector").annotate(Count("pk")))
    total = sum(sectors.values())
    found = [
        Number("partners", _("Partners on the day of the report"), total, _list(scope)),
        *(
            Number(
                f"sector-{sector.value}",
                format_lazy("{}: {}", _("Partners on the day of the report"), sector.label),
                sectors.get(sector.value, 0),
                _list(scope, sector=sector.value),
            )
            for sector in Sector
        ),
    ]
    admission = partners.aggregate(
        new=Count("pk", filter=Q(admitted_on__year=year)),
        undated=Count("pk", filter=Q(admitted_on=None)),
    )
    return [
        *found,
        Number("new", _("Admitted in the year"), admission["new"], _list(scope, admitted=year)),
        *any_unknown(
            Number(
                "undated",
                _("Admitted on a day that is not known, in no year"),
                admission["undated"],
                _list(scope, undated="on"),
            )
        ),
    ]


def admitted(scope):
    return scope.rows(Partner).filter(status=PartnerStatus.ADMITTED)


def _list(scope, **params):
    if not scope.public:
        params["status"] = PartnerStatus.ADMITTED.value
    return scope.listed("members:index", "members:office_partners", **params)


def _summed(cells, *columns):
    """How many partners have each value of `columns` (places in a cell)."""
    sums: dict = {}
    for cell in cells:
        key = tuple(cell[column] for column in columns)
        sums[key] = sums.get(key, 0) + cell[3]
    return sums


def _by_sector(scope, cells):
    sums = _summed(cells, 0)
    total = sum(sums.values())
    share = round(100 * sums.get((Sector.BUSINESS.value,), 0) / total) if total else 0
    return single(
        "partners-by-sector",
        _("Partners by sector"),
        [_("Sector"), _("Partners")],
        [
            (sector.label, sums.get((sector.value,), 0), _list(scope, sector=sector.value))
            for sector in Sector
        ],
        note=format_lazy("{} {} %.", _("Share of business among the partners:"), share),
    )


def _by_commune(scope, cells):
    """One chart, or none where the portal holds more communes than a chart can show."""
    codes = {cell[1] for cell in cells if cell[1]}
    if len(codes) > MOST_COMMUNES:
        return []
    names = Territory.objects.filter(pk__in=codes).order_by("sort", "pk")
    places = [*names.values_list("pk", "name"), (None, _("whole county"))]
    sums = _summed(cells, 1, 0)
    rows = [
        Row(
            name,
            [
                Cell(
                    sums.get((code, sector.value), 0),
                    _list(scope, commune=code or NOWHERE, sector=sector.value),
                )
                for sector in Sector
            ],
        )
        for code, name in places
    ]
    heads = [_("Commune"), *(sector.label for sector in Sector)]
    title = _("Partners by commune and sector")
    return [Chart("partners-by-commune", title, heads, rows, STACKED)]


def _by_kind(scope, cells):
    sums = {kind: number for (kind,), number in _summed(cells, 2).items()}
    return single(
        "partners-by-kind",
        _("Partners by kind"),
        [pgettext_lazy("partner", "Kind"), _("Partners")],
        by_choice(PartnerKind, sums, lambda kind: _list(scope, kind=kind)),
    )


def _by_year(scope, years):
    return single(
        "partners-by-year",
        _("Partners by year of admission"),
        [_("Year"), _("Partners admitted")],
        [
            (str(year), years[year], _list(scope, admitted=year))
            for year in sorted(filter(None, years))
        ],
        form=COLUMNS,
        note=left_out(years.get(None, 0)),
    )


STATISTICS = Statistics("partners", _("Partners"), charts, numbers)
