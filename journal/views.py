"""The office reads its journal."""

from django.views.decorators.http import require_GET

from core.pages import listing
from journal.filters import EntryFilter
from journal.models import Entry


@require_GET
def office_index(request):
    """Who did what to which object, before and after; the newest first."""
    rows = Entry.objects.held_by(request.partnership)
    return listing(request, "journal/office_index.html", EntryFilter(request.GET, rows))
