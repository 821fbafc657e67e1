"""A number and the list behind it."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, QuerySet, Value


@dataclass(frozen=True)
class Figure:
    """`count` things called `label`; the list at `url` holds exactly these."""

    label: str
    count: int
    url: str


def present(figures: list[Figure]) -> list[Figure]:
    """The figures that are not zero."""
    return [figure for figure in figures if figure.count]


def counted(*wanted: tuple[str, QuerySet, str]) -> list[Figure]:
    """The figures (label, rows, address) that are not zero. One query for all of them."""
    parts = [
        rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
        .order_by()
        .annotate(_figure=Value(place, IntegerField()))
        .values("_figure")
        .annotate(_number=Count("pk"))
        .values_list("_figure", "_number")
        for place, (_label, rows, _url) in enumerate(wanted)
    ]
    numbers = dict(parts[0].union(*parts[1:], all=True))
    return [
        Figure(label, numbers[place], url)
        for place, (label, _rows, url) in enumerate(wanted)
        if numbers.get(place)
    ]
