"""The office's pages: the letter, releasing it, and how far it is."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page, fresh_act, fresh_login
from core.pages import run_action
from core.parameters import as_number
from journal.rules.references import about
from meetings import letters
from meetings.actions import invite
from meetings.actions import send as actions
from meetings.models import Invitation, Meeting
from meetings.views.desk import desk, find
from outbox import actions as outbox
from outbox.models import Batch

SHOWN = 300  # people in the choice of a preview


@require_safe
def preview(request, pk):
    """The letter exactly as one real person of the list would get it."""
    meeting = find(request, pk)
    people = meeting.invitations.filter(person__isnull=False)
    chosen = _chosen(people, request.GET.get("o", ""))
    drawn = kind = None
    if chosen:
        chosen.meeting = meeting
        kind = letters.occasion(chosen)
        drawn = letters.content(kind, chosen, example=True)
    context = desk(
        request,
        meeting,
        "office_preview",
        people=people.values_list("pk", "name", "organisation")[:SHOWN],
        chosen=chosen,
        drawn=drawn,
        sendable=meeting.invitations.sendable().count(),
    )
    return render(request, "meetings/office_preview.html", context)


# A letter brings its own style, as mail programs want it, and nothing else.
@csp_replace(
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "sandbox": ["allow-popups"],
    }
)
@require_safe
def preview_html(request, pk, invitation):
    """The HTML part of that letter on a page of its own."""
    meeting = find(request, pk)
    people = meeting.invitations.filter(person__isnull=False).select_related("person")
    chosen = get_object_or_404(people, pk=invitation)
    chosen.meeting = meeting
    drawn = letters.content(letters.occasion(chosen), chosen, example=True)
    return HttpResponse(drawn["html"])


@require_POST
def test(request, pk):
    """Send the letter to myself."""
    meeting = find(request, pk)
    chosen = _chosen(meeting.invitations.filter(person__isnull=False), request.POST.get("o", ""))
    if chosen is None:
        messages.error(request, _("Put somebody on the list first."))
    else:
        chosen.meeting = meeting
        actions.try_out(invitation=chosen, actor=request.user)
        text = _("A test letter goes to %(email)s.") % {"email": request.user.email}
        messages.success(request, text)
    here = reverse("meetings:office_preview", args=[pk])
    return redirect(f"{here}?o={chosen.pk}" if chosen else here)


def _chosen(people, number) -> Invitation | None:
    people = people.select_related("person", "commune")
    pk = as_number(number)
    return people.first() if pk is None else get_object_or_404(people, pk=pk)


@form_page
@fresh_act()
def send(request, pk):
    """Say how many letters go and when; the button releases them."""
    meeting = find(request, pk)
    if request.method == "POST":
        done = run_action(
            request, _("The invitations are released."), actions.release, meeting=meeting
        )
        return redirect("meetings:office_progress" if done else "meetings:office_send", pk)
    sendable = meeting.invitations.sendable()
    count = sendable.count()
    rate = settings.BULK_RATE
    context = desk(
        request,
        meeting,
        "office_send",
        count=count,
        grace=settings.BULK_GRACE,
        minutes=round(count / rate / 60) if rate else 0,
        without_mail=meeting.invitations.filter(email="", invited_at=None, walk_in=False).count(),
        stopped=meeting.invitations.filter(
            invited_at=None, person__invitations_stopped_at__isnull=False
        ).count(),
        differences=list(invite.differences(meeting)),
        ended=meeting.invitations.listed().no_longer_acting(),
        final=sendable.order_by("sort", "pk").values_list("name", "organisation", "email"),
        is_draft=meeting.status == Meeting.Status.DRAFT,
        crumb=_("Sending invitations"),
    )
    return render(request, "meetings/office_send.html", context)


@require_safe
def progress(request, pk):
    """Every batch of letters about this meeting, with its stop button."""
    meeting = find(request, pk)
    batches = list(
        Batch.objects.filter(about=about(meeting))
        .select_related("released_by")
        .order_by("-pk")[:50]
    )
    for batch in batches:
        batch.progress = outbox.progress(batch)
        batch.may_stop = batch.can_become(Batch.Status.STOPPED)
        batch.may_resume = batch.status == Batch.Status.STOPPED
    moving = any(b.status in {Batch.Status.PREPARING, Batch.Status.RUNNING} for b in batches)
    context = desk(
        request,
        meeting,
        "office_progress",
        batches=batches,
        moving=moving,
        lost=meeting.invitations.lost().count(),
    )
    template = "meetings/office_progress.html"
    return render(request, f"{template}#batches" if request.htmx else template, context)


@require_POST
def stop(request, pk, batch):
    return _steer(request, pk, batch, outbox.stop, _("Sending is stopped."))


@require_POST
@fresh_login
def resume(request, pk, batch):
    return _steer(request, pk, batch, outbox.resume, _("Sending goes on."))


def _steer(request, pk, batch, verb, done):
    meeting = find(request, pk)
    row = get_object_or_404(
        Batch.objects.held_by(request.partnership), about=about(meeting), pk=batch
    )
    run_action(request, done, verb, batch=row)
    return redirect("meetings:office_progress", pk)
