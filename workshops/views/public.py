"""What everyone may read about the workshops, and the page behind a group's code."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import limited
from core.access import form_page, public
from core.pages import listing
from meetings.models import Meeting
from workshops.actions import cards as actions
from workshops.choices import CardKind, CardSource
from workshops.errors import WorkshopError
from workshops.filters import PublicCycleFilter
from workshops.forms.cards import PhoneForm
from workshops.models import Card, Cycle, Group, Proposal, StageMeeting
from workshops.selectors.boards import boards
from workshops.selectors.diagnosis import tables
from workshops.selectors.gates import words


@public
@require_safe
def index(request):
    rows = Cycle.objects.public().counted().select_related("partnership__county").order_by("-pk")
    found = PublicCycleFilter(request.GET, rows)
    return listing(request, "workshops/index.html", found)


@public
@require_safe
def detail(request, pk):
    cycles = Cycle.objects.public().counted()
    cycles = cycles.select_related("partnership__county", "agreement")
    cycle = get_object_or_404(cycles, pk=pk)
    return render(request, "workshops/detail.html", page_of(cycle))


def page_of(cycle):
    """Everything that the public page shows of a cycle, and a partner's page too."""
    meetings = Prefetch(
        "stage_meetings",
        StageMeeting.objects.filter(meeting__in=shown()).select_related("meeting"),
    )
    stages = list(cycle.stages.prefetch_related(meetings, "groups"))
    cards = list(Card.objects.of_cycle(cycle).public().select_related("commune"))
    rows = []
    for stage in stages:
        here = [card for card in cards if card.stage_id == stage.pk]
        rows.append(
            {
                "stage": stage,
                "boards": boards(here, stage.groups.all(), empty=False),
                "number": sum(not card.is_combined for card in here),
                "opened_against": words(stage.unmet),
            }
        )
    return {
        "cycle": cycle,
        "rows": rows,
        "ideas": ideas_of(cards),
        "tables": tables(cycle),
    }


def shown():
    """The meetings that have an address for everyone."""
    return Meeting.objects.public().order_by().values("pk")


def ideas_of(cards):
    """The ideas on public boards with what they answer and what became of them."""
    ideas = [c.pk for c in cards if c.kind == CardKind.IDEA and c.merged_into_id is None]
    if not ideas:
        return []
    answered = Prefetch("answers", Card.objects.public(), to_attr="answered")
    grown = Prefetch(
        "proposals", Proposal.objects.public().select_related("project"), to_attr="grown"
    )
    return list(Card.objects.filter(pk__in=ideas).prefetch_related(answered, grown))


@public
@form_page
@limited("workshop_card", "300/m/ip")
def phone(request, code):
    """A participant adds a card; a whole hall may stand behind one address.

    Nothing of what others wrote is shown, and the recorder looks at every card first.
    """
    rows = Group.objects.with_code(code).select_related("stage__cycle__partnership")
    group = rows.first()
    if group is None:
        return _unknown(request)
    partnership = request.partnership = group.stage.cycle.partnership
    form = PhoneForm(
        request.POST or None,
        stage=group.stage,
        communes=partnership.communes,
        initial={"kind": request.GET.get("rodzaj")} if "rodzaj" in request.GET else {},
    )
    if request.method == "POST" and form.is_valid():
        card = form.card(stage=group.stage, group=group, source=CardSource.PHONE)
        try:
            actions.add(card=card, actor=None)
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            return redirect(f"{request.path}?ok=1&rodzaj={card.kind}")
    context = {"group": group, "stage": group.stage, "form": form, "stored": "ok" in request.GET}
    return render(request, "workshops/phone.html", context)


@limited("workshop_code", "30/m/ip")
def _unknown(request):
    """A code that opens nothing: mistyped, or its stage is not open."""
    text = _("This code opens nothing now. Compare it with the one on your table.")
    return render(request, "workshops/phone_unknown.html", {"text": text}, status=404)
