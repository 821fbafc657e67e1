"""The office's pages about letters. Personal links in them are hidden."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core.access import fresh_login
from core.errors import TooLateError
from core.pages import listing, next_page, page_or_part, run_action
from core.secrets import links_are_live
from outbox import actions, health
from outbox.filters import LetterFilter, SuppressionFilter
from outbox.forms import LetterForm, SelectionForm
from outbox.kinds import kind_name
from outbox.models import Batch, Letter, LetterStatus, Suppression


@require_GET
def office_index(request):
    """All letters of the office, with counts per state and what keeps them from going."""
    mine = Letter.objects.held_by(request.partnership)
    rows = mine.select_related("batch").defer("text", "html", "calendar").order_by("-pk")
    found = LetterFilter(request.GET, rows, request=request)
    counts = dict(mine.order_by().values_list("status").annotate(Count("pk")))
    context = {
        "counts": [(s.value, s.label, counts.get(s.value, 0)) for s in LetterStatus],
        "state": health.state(),
        "may_lift": _may_lift(request),
        "no_server": not settings.MAIL_URL,
        "steps": SelectionForm.STEPS,
    }
    return listing(request, "outbox/office_index.html", found, context)


@require_POST
@fresh_login
def office_selected(request):
    """Hold, release, retry or cancel the selected letters."""
    form = SelectionForm(request.POST, partnership=request.partnership)
    if form.is_valid():
        step = getattr(actions, form.cleaned_data["step"])
        done, late = actions.each(step, list(form.cleaned_data["letters"]), request.user)
        if done:
            words = ngettext("Done with %(n)d letter.", "Done with %(n)d letters.", done)
            messages.success(request, words % {"n": done})
        if late:
            words = ngettext(
                "%(n)d letter is not in a state that allows this.",
                "%(n)d letters are not in a state that allows this.",
                late,
            )
            messages.warning(request, words % {"n": late})
    else:
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
    return redirect(next_page(request, reverse("outbox:office_index")))


@require_GET
def office_letter(request, pk):
    """One letter: its headers, its words, and what was done with it."""
    letter = _letter(request, pk)
    context = {
        "letter": letter,
        "kind": kind_name(letter.kind),
        "earlier": letter.with_changed_words_before() if letter.status == "held" else None,
        "live": links_are_live(),
    }
    return render(request, "outbox/office_letter.html", context)


def office_edit(request, pk):
    """Change the words of a letter that is held back."""
    letter = get_object_or_404(Letter.objects.held_by(request.partnership).editable(), pk=pk)
    form = LetterForm(request.POST if request.method == "POST" else None, instance=letter)
    if request.method == "POST" and form.is_valid():
        letter.refresh_from_db()
        try:
            actions.edit(letter=letter, actor=request.user, **form.cleaned_data)
        except TooLateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The letter is changed. It waits until it is released."))
            return redirect("outbox:office_letter", pk)
    back = reverse("outbox:office_letter", args=[pk])
    return render(request, "outbox/office_edit.html", {"form": form, "back": back})


@require_POST
def office_hold(request, pk):
    return _step(request, pk, actions.hold, _("The letter is held back."))


@require_POST
def office_release(request, pk):
    return _step(request, pk, actions.release, _("The letter is released."))


@require_POST
def office_cancel(request, pk):
    return _step(request, pk, actions.cancel, _("The letter will not be sent."))


@require_POST
def office_retry(request, pk):
    return _step(request, pk, actions.retry, _("The letter is tried again."))


@require_GET
def office_batch(request, pk):
    """How far a batch is. The page refreshes its figures while letters go out."""
    batch = _batch(request, pk)
    context = {
        "batch": batch,
        "progress": actions.progress(batch),
        "moves": batch.status in {"preparing", "running"},
        "paused": health.paused(),
        "may_lift": _may_lift(request),
    }
    return page_or_part(request, "outbox/office_batch.html", "progress", context)


@require_POST
def office_stop(request, pk):
    return _steer(request, pk, actions.stop, _("The letters are stopped."))


@require_POST
@fresh_login
def office_resume(request, pk):
    return _steer(request, pk, actions.resume, _("The letters go out again."))


@require_GET
def office_suppressed(request):
    """Addresses that get no letters, and why."""
    rows = Suppression.objects.held_by(request.partnership).filter(lifted_at__isnull=True)
    found = SuppressionFilter(request.GET, rows, request=request)
    return listing(request, "outbox/office_suppressed.html", found)


@require_POST
def office_lift(request, pk):
    """Let an address get letters again."""
    row = get_object_or_404(Suppression.objects.held_by(request.partnership), pk=pk)
    run_action(request, _("The address gets letters again."), actions.lift, suppression=row)
    return redirect("outbox:office_suppressed")


@require_POST
@fresh_login
def office_try_now(request):
    """End the pause after the mail server did not want to work with us."""
    done = _("The letters are tried again now.")
    run_action(request, done, actions.try_now, partnership=request.partnership)
    return redirect("outbox:office_index")


def _may_lift(request):
    return request.service.may_change and actions.alone(request.partnership)


def _letter(request, pk):
    rows = Letter.objects.held_by(request.partnership).select_related("batch", "partnership")
    return get_object_or_404(rows, pk=pk)


def _batch(request, pk):
    rows = Batch.objects.held_by(request.partnership).select_related("released_by")
    return get_object_or_404(rows, pk=pk)


def _step(request, pk, action, words):
    run_action(request, words, action, letter=_letter(request, pk))
    return redirect(next_page(request, reverse("outbox:office_letter", args=[pk])))


def _steer(request, pk, action, words):
    run_action(request, words, action, batch=_batch(request, pk))
    return redirect("outbox:office_batch", pk)
