"""The partners' public pages. No person is named here."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from core.access import public
from core.pages import listing
from counties import maps
from members import sections
from members.filters import PublicPartnerFilter
from members.models import Partner


@public
def index(request):
    """The admitted partners, filtered by what stands in the address."""
    partners = Partner.objects.public().select_related("commune")
    partners = partners.defer("search", "proposed", "description")
    found = PublicPartnerFilter(request.GET, partners, request=request)
    return listing(request, "members/index.html", found, {"map": _map(request, found)})


def _map(request, found):
    """How many of the partners found have their seat in which commune, if boundaries are loaded."""
    communes = maps.communes_with_shapes()
    if not any(hasattr(commune, "shape") for commune in communes) or not found.is_valid():
        return None
    numbers = dict(
        found.qs.order_by().values_list("commune").annotate(number=Count("pk", distinct=True))
    )
    rest = request.GET.copy()
    rest.pop("page", None)

    def address(commune):
        rest["commune"] = commune.pk
        return f"?{rest.urlencode()}"

    return maps.draw(communes, numbers, address)


@public
def detail(request, pk):
    """One admitted partner: what it says of itself and what it takes part in."""
    partners = Partner.objects.public().select_related("commune", "partnership")
    partner = get_object_or_404(partners, pk=pk)
    context = {"partner": partner, "sections": sections.of(partner, public=True)}
    return render(request, "members/detail.html", context)
