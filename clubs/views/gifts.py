"""Gifts in kind and the letters of thanks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clubs import letters
from clubs.actions import giving
from clubs.choices import Thanks
from clubs.filters import GiftFilter
from clubs.forms import GiftForm, ThankForm
from clubs.models import Club, Gift
from core.pages import listing, run_action
from documents import pdf
from journal.selectors.history import history


def held(request, pk):
    rows = Gift.objects.held_by(request.partnership)
    return get_object_or_404(rows.select_related("club__partnership", "giver"), pk=pk)


@require_safe
def index(request):
    rows = Gift.objects.held_by(request.partnership).select_related("club", "giver")
    return listing(
        request, "clubs/office_gifts.html", GiftFilter(request.GET, rows, request=request)
    )


def book(request, club, template, done):
    """The form of a new gift to `club`; goes on to `done(gift)` when booked."""
    form = GiftForm(request.POST if request.method == "POST" else None, club=club)
    if request.method == "POST" and form.is_valid():
        gift = giving.book(gift=form.instance, actor=request.user)
        messages.success(request, _("The gift is booked."))
        return redirect(done(gift))
    return render(request, template, {"form": form, "club": club})


def add(request, pk):
    """A gift to one of the office's clubs."""
    club = get_object_or_404(
        Club.objects.held_by(request.partnership).select_related("partnership"), pk=pk
    )
    return book(request, club, "clubs/gift_form.html", lambda gift: gift)


def detail(request, pk):
    """A gift, the letter of thanks, and the button that thanks once."""
    gift = held(request, pk)
    addresses = letters.addresses(gift)
    form = ThankForm(request.POST if request.method == "POST" else None, addresses=addresses)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        by = Thanks.PAPER if to == ThankForm.PAPER else Thanks.EMAIL
        done = _("The thanks are noted.")
        if run_action(request, done, giving.thank, form=form, gift=gift, by=by, email=to):
            return redirect(gift)
    context = {
        "gift": gift,
        "form": form,
        "entries": history(gift),
        "letter": letters.thanks_sheet(gift),
    }
    return render(request, "clubs/office_gift.html", context)


def edit(request, pk):
    gift = held(request, pk)
    form = GiftForm(
        request.POST if request.method == "POST" else None,
        instance=held(request, pk),
        club=gift.club,
    )
    if request.method == "POST" and form.is_valid():
        giving.correct(gift=gift, fields=form.columns, actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect(gift)
    context = {"form": form, "club": gift.club, "gift": gift}
    return render(request, "clubs/gift_form.html", context)


@require_safe
def thanks(request, pk):
    """The letter of thanks as a PDF to print and sign."""
    gift = held(request, pk)
    made = pdf.make(letters.TEMPLATE, letters.thanks_sheet(gift), request.LANGUAGE_CODE)
    name = _("thanks")
    return pdf.answer(made, f"{name}-{gift.pk}.pdf")
