"""The door of the office."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404
from django.shortcuts import redirect

from accounts.models import Service
from core.errors import ReadOnlyError

OFFICE = "/biuro/"
CHOSEN = "partnership"  # session key: the partnership chosen by staff of several


def office(get_response):
    """Let only staff with a second factor into the office, each into one partnership.

    Behind this door `request.service` and `request.partnership` are set. To all
    others the office does not exist (404). Staff without a second factor are
    sent to set one up. An auditor's attempt to change something is refused.
    """

    def middleware(request):
        request.service = request.partnership = None
        if request.path_info.removeprefix("/en").startswith(OFFICE) and request.user.is_authenticated:
            request.service = service_of(request)
            if request.service is None:
                raise Http404
            if not is_mfa_enabled(request.user):
                return redirect("mfa_index")
            if request.method not in {"GET", "HEAD", "OPTIONS"} and not request.service.may_change:
                raise ReadOnlyError
            request.partnership = request.service.partnership
        return get_response(request)

    return middleware


def service_of(request):
    """The service this person is doing now: the chosen one, else the first, else None."""
    services = list(
        Service.objects.filter(user=request.user)
        .select_related("partnership__county")
        .order_by("pk")
    )
    chosen = request.session.get(CHOSEN)
    return next((s for s in services if s.partnership_id == chosen), services[0] if services else None)
