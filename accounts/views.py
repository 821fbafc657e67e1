"""The page about one's own account, and the choice between offices."""

from io import BytesIO

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.adapter import TOTP_URL
from accounts.middleware import CHOSEN, SECOND_FACTORS
from accounts.models import Service
from core.access import UNSENT, form_page, is_fresh
from core.forms import SUBMISSION
from core.parameters import as_number


def overview(request):
    """Where to change e-mail, password, second factor and sessions."""
    services = Service.objects.filter(user=request.user).select_related("partnership")
    context = {
        "services": services,
        "second_factor": is_mfa_enabled(request.user, SECOND_FACTORS),
    }
    return render(request, "account/overview.html", context)


@form_page
def choose_office(request):
    """Choose the office to work for; POST `service` remembers it for this session."""
    services = Service.objects.filter(user=request.user).select_related("partnership")
    if request.method == "POST":
        wanted = request.POST.get("service", "")
        service = get_object_or_404(services, pk=as_number(wanted))
        request.session[CHOSEN] = service.partnership_id
        return redirect("office")
    if not services:
        return redirect("start")
    context = {"services": services, "chosen": request.session.get(CHOSEN)}
    return render(request, "account/choose_office.html", context)


@require_safe
def resume(request):
    """The form that waited for a proof: one button sends it, one link drops it."""
    unsent = request.session.get(UNSENT)
    if not unsent or not is_fresh(request):
        return redirect("start")
    left_out = {"csrfmiddlewaretoken", SUBMISSION}
    fields = [(name, value) for name, value in unsent["fields"] if name not in left_out]
    return render(request, "account/resume.html", {**unsent, "fields": fields})


@require_safe
def totp_square(request):
    """The square code of the authenticator app that is just being set up, as SVG."""
    import qrcode  # noqa: PLC0415 - brings Pillow along, 0.1 s that only this page needs
    from qrcode.image.svg import SvgPathFillImage  # noqa: PLC0415 - with it

    url = request.session.get(TOTP_URL)
    if not url:
        raise Http404
    square = BytesIO()
    qrcode.make(url, image_factory=SvgPathFillImage).save(square)
    return HttpResponse(square.getvalue(), content_type="image/svg+xml")
