"""The partners' public pages. No person is named here."""

from django.shortcuts import get_object_or_404, render

from core.access import public
from core.pages import listing
from counties.overview import of_list
from members import registries
from members.filters import PublicPartnerFilter
from members.models import Partner


@public
def index(request):
    """The admitted partners, filtered by what stands in the address."""
    partners = Partner.objects.public().select_related("commune", "partnership__county")
    partners = partners.defer("search", "proposed", "description")
    found = PublicPartnerFilter(request.GET, partners, request=request)
    context = {"map": of_list(request, found) if found.is_valid() else None}
    return listing(request, "members/index.html", found, context)


@public
def detail(request, pk):
    """One admitted partner: what it says of itself and what it takes part in."""
    partners = Partner.objects.public().select_related("commune", "partnership__county")
    partner = get_object_or_404(partners, pk=pk)
    context = {"partner": partner, "sections": registries.of(partner, public=True)}
    return render(request, "members/detail.html", context)
