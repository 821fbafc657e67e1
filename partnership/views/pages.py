"""Pages of plain words: how data is used, how accessible the portal is."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.access import public
from partnership.context import the_land

# The statement is reviewed every year by 31 March and after each rebuilding.
PUBLISHED = UPDATED = PREPARED = dt.date(2026, 11, 20)


@public
@require_safe
@cache_control(max_age=86400, public=True)
def favicon(request):
    """The mark of the portal, for programs that ask for it without reading a page."""
    drawing = settings.BASE_DIR / "static" / "img" / "mark.svg"
    return HttpResponse(drawing.read_bytes(), content_type="image/svg+xml")


@public
def privacy(request):
    """Who processes which data and why, and what people may ask for."""
    return render(request, "pages/privacy.html")


@public
def accessibility(request):
    """The accessibility statement, with the ids that the technical rules v2.0 demand."""
    office = the_land().office
    context = {
        "owner": office.office_name if office else settings.OPERATOR_NAME,
        "owner_email": office.office_email if office else settings.DEFAULT_FROM_EMAIL,
        "owner_phone": office.office_phone if office else "",
        "owner_address": office.office_address if office else "",
        "site_url": settings.SITE_URL,
        "published": PUBLISHED,
        "updated": UPDATED,
        "prepared": PREPARED,
    }
    return render(request, "pages/accessibility.html", context)
