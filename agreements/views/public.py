"""The public register of agreements."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from agreements.filters import PublicAgreementFilter
from agreements.models import Agreement, Party
from agreements.selectors.history import TONES
from core.access import public
from core.pages import listing
from documents import serving
from members.choices import Sector


@public
def index(request):
    """The published agreements, filtered by what stands in the address."""
    rows = Agreement.objects.public().counted().select_related("partnership").newest_first()
    found = PublicAgreementFilter(request.GET, rows, request=request)
    return listing(request, "agreements/index.html", found, {"tones": TONES})


@public
def detail(request, pk):
    """One published agreement: its text, and the parties bound today."""
    agreements = Agreement.objects.public().select_related(
        "coordinator", "public_document", "partnership"
    )
    agreement = get_object_or_404(agreements.prefetch_related("also_in"), pk=pk)
    bound = Party.objects.filter(agreement=agreement).on(localdate())
    context = {
        "agreement": agreement,
        "tones": TONES,
        "version": agreement.final_version(),
        "sectors": by_sector(bound.with_signatories()),
        "founders": None if bound else by_sector(agreement.parties.with_signatories()),
    }
    return render(request, "agreements/detail.html", context)


@public
def scan(request, pk):
    """The published scan of an agreement."""
    agreement = get_object_or_404(
        Agreement.objects.public().select_related("public_document"), pk=pk
    )
    if agreement.public_document is None:
        raise Http404
    return serving.send(agreement.public_document)


def by_sector(parties):
    """Parties as (sector, [party, …]) in the order of the programme's sectors."""
    groups = [
        (sector.label, [party for party in parties if party.partner.sector == sector])
        for sector in Sector
    ]
    return [group for group in groups if group[1]]
