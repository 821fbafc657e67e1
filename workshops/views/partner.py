"""A partner's workshops: joining a cycle, reading it, sending a card, recording a group."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import form_page
from members.models import Partner
from workshops.actions import cards as card_actions
from workshops.actions import cycle as actions
from workshops.choices import CardSource, CardStatus, CycleStatus
from workshops.errors import WorkshopError
from workshops.forms.cards import PartnerCardForm
from workshops.forms.cycle import JoinForm
from workshops.models import Cycle, Group, Participation
from workshops.selectors.attendance import attendance, meetings_of
from workshops.views.public import page_of


def found(request, pk):
    rows = Cycle.objects.of_user(request.user).counted()
    rows = rows.select_related("partnership__county", "agreement", "scoring")
    return get_object_or_404(rows, pk=pk)


@require_safe
def index(request):
    """The cycles of one's organisations, those one may join, and the groups one records."""
    mine = Partner.objects.of_user(request.user).values("pk")
    joined = Participation.objects.filter(partner__in=mine, left_on=None).select_related("partner")
    inside = {}
    for row in joined:
        inside.setdefault(row.cycle_id, []).append(row.partner)
    waiting = Count("cards", filter=Q(cards__status=CardStatus.WAITING))
    groups = (
        Group.objects.recorded_by(request.user)
        .select_related("stage__cycle")
        .annotate(waiting=waiting)
        .order_by("-stage__cycle", "stage__place", "pk")
    )
    context = {
        "rows": [
            (cycle, inside.get(cycle.pk, []), cycle.status != CycleStatus.FINISHED)
            for cycle in Cycle.objects.of_user(request.user)
        ],
        "groups": list(groups),
    }
    return render(request, "workshops/my_index.html", context)


@require_safe
def detail(request, pk):
    """A cycle with the attendance of one's own organisations."""
    cycle = found(request, pk)
    meetings = meetings_of(cycle)
    mine = list(Partner.objects.of_user(request.user).filter(partnership=cycle.partnership_id))
    inside = cycle.participations.filter(left_on=None, partner__in=mine)
    context = {
        **page_of(cycle),
        "meetings": meetings,
        "lines": attendance(cycle, meetings, mine),
        "inside": list(inside.select_related("partner")),
        "may_join": cycle.status != CycleStatus.FINISHED
        and Partner.objects.managed_by(request.user)
        .filter(partnership=cycle.partnership_id, status="admitted")
        .exclude(pk__in=inside.values("partner"))
        .exists(),
        "open_stage": cycle.stages.open().last(),
    }
    return render(request, "workshops/my_detail.html", context)


@form_page
def join(request, pk):
    """Let one's organisation take part; only whoever administers it may."""
    cycle = found(request, pk)
    if (
        not Partner.objects.managed_by(request.user)
        .filter(partnership=cycle.partnership_id)
        .exists()
    ):
        raise Http404
    form = JoinForm(request.POST or None, user=request.user, cycle=cycle)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(cycle=cycle, partner=form.cleaned_data["partner"], actor=request.user)
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your organisation takes part in the cycle."))
            return redirect("workshops:my_detail", pk)
    return render(request, "workshops/my_join.html", {"form": form, "cycle": cycle})


@form_page
def card(request, pk):
    """Send a card to the board of the open stage; the recorder looks at it first."""
    cycle = found(request, pk)
    mine = Partner.objects.of_user(request.user)
    row = cycle.participations.filter(left_on=None, partner__in=mine.values("pk")).first()
    stage = cycle.stages.open().last()
    if row is None or stage is None:
        raise Http404
    form = PartnerCardForm(
        request.POST or None,
        stage=stage,
        groups=list(stage.groups.all()),
        communes=cycle.partnership.communes,
    )
    if request.method == "POST" and form.is_valid():
        sent = form.card(
            stage=stage,
            partner=row.partner,
            author_sector=row.partner.sector,
            source=CardSource.PARTNER,
        )
        try:
            card_actions.add(card=sent, actor=request.user)
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The card is with the recorder."))
            return redirect("workshops:my_detail", pk)
    context = {"form": form, "cycle": cycle, "stage": stage, "partner": row.partner}
    return render(request, "workshops/my_card_add.html", context)
