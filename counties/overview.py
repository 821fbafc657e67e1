"""The map above a public list: of the counties that share the portal, or of one's communes."""

from django.db.models import Count

from counties import country, maps
from counties.filters import CountyFilterSet


def of_list(request, found: CountyFilterSet) -> maps.Map | country.Country | None:
    """How many rows of a valid filter lie where; its rows have a `commune` and a `partnership`.

    Each place leads to the same list narrowed to it. One county is drawn by communes, and
    None where their boundaries are not loaded; several always have their table at least.
    """
    if found.of_county:
        return _of_county(request, found)
    if not found.partnerships:
        return None
    numbers = _counted(found, "partnership")
    return country.draw(found.partnerships, numbers, lambda p: _narrowed(request, county=p.slug))


def _of_county(request, found):
    communes = maps.communes_with_shapes(found.of_county)
    if not any(hasattr(commune, "shape") for commune in communes):
        return None
    numbers = _counted(found, "commune")
    return maps.draw(communes, numbers, lambda c: _narrowed(request, commune=c.pk))


def _counted(found, name):
    rows = found.qs.order_by().values_list(name)
    return dict(rows.annotate(number=Count("pk", distinct=True)))


def _narrowed(request, **more):
    rest = request.GET.copy()
    rest.pop("page", None)
    for name, value in more.items():
        rest[name] = value
    return f"?{rest.urlencode()}"
