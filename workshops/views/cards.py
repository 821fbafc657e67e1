"""Boards and cards: the office's over a whole stage, a recorder's over one group.

Both sides share every page. `Desk` says whose it is: which groups it may touch and
where its links lead.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.access import form_page
from core.models import WrongStepError
from core.pages import page_or_part, run_action
from core.parameters import as_number
from workshops.actions import cards as actions
from workshops.errors import WorkshopError
from workshops.forms.cards import KEPT, BoardForm, CardForm, EditForm, may_answer
from workshops.models import Card, Group, Stage
from workshops.selectors.boards import boards
from workshops.views.stages import recap_of, way

LAST = 12  # cards under the recorder's line


@dataclass
class Desk:
    """One stage, or one group of it, with the addresses of its pages."""

    stage: Stage
    groups: list[Group]
    cards: object  # the queryset of the cards that may be touched here
    side: str  # "office" or "my"
    key: int

    def url(self, page, pk=None):
        return reverse(f"workshops:{self.side}_{page}", args=[self.key if pk is None else pk])

    @property
    def type_url(self):
        return self.url("cards")

    @property
    def board_url(self):
        return self.url("board")

    @property
    def may_change(self):
        return self.stage.is_open

    @property
    def title(self):
        """What is recorded here: the group, or the stage."""
        return str(self.groups[0]) if self.side == "my" else str(self.stage)

    def crumbs(self, *further):
        if self.side == "office":
            return way(self.stage, *further)
        return [
            (reverse("workshops:my_index"), _("Workshops")),
            (self.type_url, self.title),
            *further,
        ]


def office_desk(request, pk):
    """The desk of a stage of this office, or 404."""
    rows = Stage.objects.held_by(request.partnership).select_related("cycle__partnership__county")
    stage = get_object_or_404(rows, pk=pk)
    return Desk(stage, list(stage.groups.all()), stage.cards.all(), "office", stage.pk)


def recorder_desk(request, pk):
    """The desk of a group that names this person as its recorder, or 404."""
    rows = Group.objects.recorded_by(request.user).select_related(
        "stage__cycle__partnership__county"
    )
    group = get_object_or_404(rows, pk=pk)
    return Desk(group.stage, [group], group.cards.all(), "my", group.pk)


@form_page
def office_cards(request, pk):
    return _type(request, office_desk(request, pk))


@form_page
def my_cards(request, pk):
    return _type(request, recorder_desk(request, pk))


def _type(request, desk):
    """The recorder's page: one line, Enter, and the focus is back in the line."""
    form = _card_form(request, desk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            card = actions.add(card=form.card(stage=desk.stage), actor=request.user)
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            kept = {name: request.POST.get(name, "") for name in KEPT}
            return redirect(f"{desk.type_url}?{urlencode({**kept, 'saved': card.pk})}")
    return _typing(request, desk, form)


def _card_form(request, desk, data, kept=None):
    """The line, beginning with what the last card had."""
    kept = kept or {name: request.GET[name] for name in KEPT if name in request.GET}
    return CardForm(
        data,
        stage=desk.stage,
        groups=desk.groups,
        initial=kept,
        communes=desk.stage.cycle.partnership.communes,
    )


def _typing(request, desk, form):
    last = desk.cards.accepted().select_related("group", "commune").order_by("-position", "-pk")
    context = {
        "desk": desk,
        "stage": desk.stage,
        "form": form,
        "last": [(card, desk.url("card", card.pk)) for card in last[:LAST]],
        **desk.cards.numbers(),
        "stored": _just_saved(request, desk),
        "recap": None if request.htmx else recap_of(desk.stage),
        "crumbs": desk.crumbs((None, _("Recorder’s page"))),
    }
    return page_or_part(request, "workshops/cards_type.html", "line", context)


def _just_saved(request, desk):
    """The card that the last press of Enter stored, or None."""
    number = as_number(request.GET.get("saved")) if request.method == "GET" else None
    return desk.cards.filter(pk=number).first() if number else None


@form_page
def office_board(request, pk):
    return _board(request, office_desk(request, pk))


@form_page
def my_board(request, pk):
    return _board(request, recorder_desk(request, pk))


def _board(request, desk):
    """All cards by group: merging, moving, accepting, setting aside, with boxes and buttons."""
    form = None
    if request.method == "POST":
        form = BoardForm(request.POST, cards=desk.cards, groups=desk.stage.groups.all())
        if form.is_valid():
            try:
                messages.success(request, _do(request, desk, form.cleaned_data))
            except WorkshopError as error:
                form.add_error(None, str(error))
            except WrongStepError:
                form.add_error(None, _("Somebody changed one of these cards in the meantime."))
            else:
                return redirect(desk.board_url)
    shown = list(desk.cards.accepted().select_related("group", "commune", "partner"))
    waiting = desk.cards.waiting().select_related("group", "commune", "partner")
    context = {
        "desk": desk,
        "stage": desk.stage,
        "form": form,
        "ticked": set(request.POST.getlist("cards")),
        "boards": boards(shown, desk.groups),
        "groups": desk.groups if desk.side == "office" else list(desk.stage.groups.all()),
        "waiting": list(waiting),
        "aside": list(desk.cards.filter(status=Card.Status.ASIDE, is_combined=False)),
        "number": sum(not card.is_combined for card in shown),
        "crumbs": desk.crumbs((None, _("Board"))),
    }
    return render(request, "workshops/cards_board.html", context)


def _do(request, desk, data):
    """Do what the pressed button says; return the words for it."""
    cards = list(data["cards"].select_related("stage", "group"))
    if data["do"] == "merge":
        head = actions.merge(cards=cards, head=data["head"], text=data["text"], actor=request.user)
        return _("The cards are merged: %(text)s") % {"text": head.text}
    if data["do"] == "move":
        number = actions.move(cards=cards, group=data["group"], actor=request.user)
        words = ngettext("%(number)d card is moved.", "%(number)d cards are moved.", number)
        return words % {"number": number}
    for card in cards:
        actions.judge(card=card, accept=data["do"] == "accept", actor=request.user)
    if data["do"] == "accept":
        words = ngettext(
            "%(number)d card is on the board.", "%(number)d cards are on the board.", len(cards)
        )
    else:
        words = ngettext(
            "%(number)d card is set aside.", "%(number)d cards are set aside.", len(cards)
        )
    return words % {"number": len(cards)}


@form_page
def office_card(request, pk):
    card = _card(Card.objects.held_by(request.partnership), pk)
    return _edit(request, card, office_desk(request, card.stage_id))


@form_page
def my_card(request, pk):
    card, desk = _recorded(request, pk)
    return _edit(request, card, desk)


def _edit(request, card, desk):
    """One card in full: its words, what it answers, its originals."""
    cycle = desk.stage.cycle
    candidates = (
        Card.objects.of_cycle(cycle)
        .accepted()
        .heads()
        .filter(kind__in=may_answer(card.kind))
        .exclude(pk=card.pk)
        .order_by("stage__place", "position")
    )
    form = EditForm(
        request.POST or None,
        instance=_card(desk.cards, card.pk),
        groups=desk.groups,
        partnership=cycle.partnership,
        candidates=candidates.select_related("stage"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                card=card,
                fields=form.columns,
                actor=request.user,
                answers=form.answered if form.candidates else None,
            )
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(desk.board_url)
    originals = [
        (original, desk.url("card_split", original.pk)) for original in card.originals.all()
    ]
    context = {
        "desk": desk,
        "card": card,
        "form": form,
        "originals": originals,
        "split_url": desk.url("card_split", card.pk) if card.merged_into_id else "",
        "shift_url": desk.url("card_shift", card.pk),
        "back": desk.board_url,
        "crumbs": desk.crumbs((desk.board_url, _("Board")), (None, _("Card"))),
    }
    return render(request, "workshops/card_form.html", context)


@require_POST
def office_card_split(request, pk):
    card = _card(Card.objects.held_by(request.partnership), pk)
    return _split(request, card, office_desk(request, card.stage_id))


@require_POST
def my_card_split(request, pk):
    return _split(request, *_recorded(request, pk))


def _split(request, card, desk):
    """Take an original out from behind its head."""
    run_action(request, _("The card stands for itself again."), actions.split, card=card)
    return redirect(desk.board_url)


@require_POST
def office_card_shift(request, pk):
    card = _card(Card.objects.held_by(request.partnership), pk)
    return _shift(request, card, office_desk(request, card.stage_id))


@require_POST
def my_card_shift(request, pk):
    return _shift(request, *_recorded(request, pk))


def _shift(request, card, desk):
    """Move a card one place up or down in its group."""
    try:
        actions.shift(card=card, up=request.POST.get("up") == "1")
    except WorkshopError as error:
        messages.error(request, str(error))
    return redirect(f"{desk.board_url}#karta-{card.pk}")


def _card(rows, pk):
    rows = rows.select_related("stage__cycle__partnership__county", "group", "merged_into")
    return get_object_or_404(rows, pk=pk)


def _recorded(request, pk):
    """A card of a group that this person records, with the group's desk."""
    mine = Group.objects.recorded_by(request.user).values("pk")
    card = _card(Card.objects.filter(group__in=mine), pk)
    if card.group_id is None:
        raise Http404
    return card, recorder_desk(request, card.group_id)
