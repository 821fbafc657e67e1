"""Scoring: the office's criteria, sheets and result; a partner's own sheet."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.forms import ReasonForm
from core.models import WrongStepError
from core.pages import run_action
from members.models import Partner
from workshops.actions import choice
from workshops.actions import scoring as actions
from workshops.choices import ProposalStatus, ScoringStatus
from workshops.errors import WorkshopError
from workshops.forms.scoring import Criteria, RuleForm, ScoreForm, ScorerForm
from workshops.models import Cycle, Scorer, Scoring
from workshops.rules.criteria_sets import SETS
from workshops.selectors import results, worked_example
from workshops.views.office import crumbs, held


@require_safe
def index(request, pk):
    """Criteria, sheets and the result so far, the sector-fair one beside the plain mean."""
    found = Scoring.objects.held_by(request.partnership).filter(cycle=pk)
    found = found.select_related("cycle__partnership").prefetch_related("criteria").first()
    scoring = found or _of(held(request, pk))
    cycle = scoring.cycle
    rows = results.scored(scoring) if scoring.pk else []
    context = {
        "cycle": cycle,
        "crumbs": crumbs(cycle, (None, _("Scoring"))),
        "scoring": scoring,
        "criteria": list(scoring.criteria.all()) if scoring.pk else [],
        "rows": rows,
        "sheets": list(scoring.scorers.all()) if scoring.pk else [],
        "locked": any(row.sheets or row.reasons for row in rows),
        "form": ScorerForm(),
    }
    return render(request, "workshops/choice_scoring.html", context)


@require_safe
def by_hand(request, pk, proposal):
    """One result step by step from the sheets, to be reckoned along by hand."""
    scoring = get_object_or_404(
        Scoring.objects.held_by(request.partnership).select_related("cycle__partnership"), cycle=pk
    )
    cycle = scoring.cycle
    found = worked_example.of(scoring, get_object_or_404(cycle.proposals, pk=proposal))
    if found is None:
        raise Http404
    context = {
        "cycle": cycle,
        "proposal": found.row.proposal,
        "sample": found,
        "crumbs": crumbs(cycle, _link(cycle), (None, _("Reckoned by hand"))),
    }
    return render(request, "workshops/choice_sample.html", context)


@form_page
def criteria(request, pk):
    """Criteria with their weights, until the first score is given.

    `?zestaw=` fills the empty form with a ready set; nothing of it is stored before it
    is sent back.
    """
    cycle = held(request, pk)
    scoring = actions.of(cycle) if request.method == "POST" else _of(cycle)
    is_empty = not (scoring.pk and scoring.criteria.exists())
    chosen = SETS.get(request.GET.get("zestaw", "")) if is_empty else None
    form = RuleForm(request.POST or None, instance=scoring)
    formset = Criteria(
        request.POST or None,
        instance=scoring if scoring.pk else None,
        begin=chosen.initial if chosen and request.method != "POST" else (),
    )
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        formset.save(commit=False)
        kept = formset.new_objects + [row for row, _fields in formset.changed_objects]
        try:
            actions.set_criteria(
                scoring=scoring,
                ties=form.cleaned_data["ties"],
                kept=kept,
                gone=formset.deleted_objects,
                actor=request.user,
            )
        except WorkshopError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The criteria are saved."))
            return redirect("workshops:office_scoring", pk)
    context = {
        "cycle": cycle,
        "scoring": scoring,
        "form": form,
        "formset": formset,
        "locked": bool(scoring.pk) and scoring.is_locked,
        "sets": SETS.values() if is_empty else (),
        "chosen": chosen,
        "crumbs": crumbs(cycle, _link(cycle), (None, _("Criteria"))),
        "back": reverse("workshops:office_scoring", args=[pk]),
    }
    return render(request, "workshops/choice_criteria.html", context)


@require_POST
def step(request, pk):
    """Open or close the scoring."""
    cycle = held(request, pk)
    scoring = get_object_or_404(Scoring, cycle=cycle)
    verbs = {ScoringStatus.OPEN: actions.open_scoring, ScoringStatus.CLOSED: actions.close_scoring}
    verb = verbs.get(request.POST.get("status"))
    if verb is not None:
        try:
            verb(scoring=scoring, actor=request.user)
        except (WorkshopError, WrongStepError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The status is changed."))
    return redirect("workshops:office_scoring", pk)


@require_POST
def announce(request, pk):
    """Announce the places of the closed scoring as those of the cycle."""
    cycle = held(request, pk)
    scoring = get_object_or_404(Scoring, cycle=cycle, status=ScoringStatus.CLOSED)
    places = {row.proposal.pk: row.place for row in results.scored(scoring) if row.place}
    choice.announce(cycle=cycle, places=places, by=_("scoring"), actor=request.user)
    messages.success(request, _("The places are announced."))
    return redirect("workshops:office_proposals", pk)


@require_POST
def add_sheet(request, pk):
    """A sheet of paper that the office types in."""
    cycle = held(request, pk)
    scoring = get_object_or_404(Scoring, cycle=cycle)
    form = ScorerForm(request.POST)
    if form.is_valid():
        try:
            row = actions.add_sheet(scoring=scoring, actor=request.user, **form.cleaned_data)
        except WorkshopError as error:
            messages.error(request, str(error))
        else:
            return redirect("workshops:office_sheet", row.pk)
    else:
        messages.error(request, _("Give the sheet a name and a sector."))
    return redirect("workshops:office_scoring", pk)


@require_safe
def sheet(request, pk):
    """One sheet: what it says about every proposal."""
    row = _sheet(request, pk)
    cycle = row.scoring.cycle
    context = {
        "sheet": row,
        "cycle": cycle,
        "lines": _lines(row),
        "crumbs": crumbs(cycle, _link(cycle), (None, row.label)),
    }
    return render(request, "workshops/choice_sheet_office.html", context)


@form_page
def edit_sheet(request, pk):
    """Correct the name or the sector of a sheet."""
    row = _sheet(request, pk)
    form = ScorerForm(request.POST or None, instance=_sheet(request, pk))
    back = reverse("workshops:office_sheet", args=[pk])
    if request.method == "POST" and form.is_valid():
        done = _("The scoring sheet is saved.")
        if run_action(
            request, done, actions.change_sheet, form=form, sheet=row, **form.cleaned_data
        ):
            return redirect(back)
    cycle = row.scoring.cycle
    return _form(request, cycle, form, back, _("Correction of a sheet"), row.label)


@form_page
def reopen(request, pk):
    """Open a closed scoring again, with a reason."""
    cycle = held(request, pk)
    scoring = get_object_or_404(Scoring, cycle=cycle)
    form = ReasonForm(request.POST or None)
    back = reverse("workshops:office_scoring", args=[pk])
    if request.method == "POST" and form.is_valid():
        done = _("The scoring is open again. Its result is hidden until it is closed.")
        data = {"scoring": scoring, "reason": form.cleaned_data["reason"]}
        if run_action(request, done, actions.reopen_scoring, form=form, **data):
            return redirect(back)
    return _form(request, cycle, form, back, _("Opening again"), str(cycle))


def _form(request, cycle, form, back, title, lead):
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back": back,
        "crumbs": crumbs(cycle, _link(cycle), (None, title)),
    }
    return render(request, "workshops/choice_scoring_form.html", context)


@form_page
def score(request, pk, proposal):
    """Type in what a sheet of paper says about one proposal."""
    row = _sheet(request, pk)
    if row.user_id is not None:
        raise Http404  # what a person said is theirs
    cycle = row.scoring.cycle
    back = reverse("workshops:office_sheet", args=[pk])
    found = get_object_or_404(_scored(cycle), pk=proposal)
    form = _score_form(request, row, found)
    if request.method == "POST" and _stored(request, row, found, form):
        return redirect(back)
    context = {
        "form": form,
        "proposal": found,
        "back": back,
        "crumbs": crumbs(cycle, _link(cycle), (back, row.label), (None, found.title)),
    }
    return render(request, "workshops/choice_score.html", context)


@require_safe
def mine(request, pk):
    """The sheet of a person whose organisation takes part in the cycle."""
    cycle, _part, scoring = _joined(request, pk)
    row = scoring.scorers.filter(user=request.user).first()
    context = {
        "cycle": cycle,
        "scoring": scoring,
        "criteria": list(scoring.criteria.all()),
        "lines": _lines(row, cycle),
    }
    return render(request, "workshops/choice_my_scores.html", context)


@form_page
def my_score(request, pk, proposal):
    """Score one proposal, or leave it out with a reason."""
    cycle, part, scoring = _joined(request, pk)
    found = get_object_or_404(_scored(cycle), pk=proposal)
    row = scoring.scorers.filter(user=request.user).first()
    form = _score_form(request, row, found, scoring)
    if request.method == "POST" and form.is_valid():
        row = row or actions.add_sheet(
            scoring=scoring,
            user=request.user,
            sector=part.partner.sector,
            actor=request.user,
            label=f"{part.partner}"[:90] + f" #{request.user.pk}",
        )
        if _stored(request, row, found, form):
            return redirect("workshops:my_scores", pk)
    context = {"form": form, "proposal": found, "back": reverse("workshops:my_scores", args=[pk])}
    return render(request, "workshops/choice_score.html", context)


def _of(cycle):
    """The scoring of a cycle, or a blank one that is not stored: a GET changes nothing."""
    return Scoring.objects.filter(cycle=cycle).first() or Scoring(
        cycle=cycle, status=ScoringStatus.DRAFT
    )


def _link(cycle):
    return (reverse("workshops:office_scoring", args=[cycle.pk]), _("Scoring"))


def _sheet(request, pk):
    rows = Scorer.objects.filter(scoring__cycle__partnership=request.partnership)
    return get_object_or_404(rows.select_related("scoring__cycle__partnership"), pk=pk)


def _joined(request, pk):
    """The cycle, this person's part in it and its open or closed scoring, or 404."""
    cycle = get_object_or_404(Cycle.objects.of_user(request.user), pk=pk)
    mine = Partner.objects.of_user(request.user).order_by().values("pk")
    parts = cycle.participations.filter(left_on=None, partner__in=mine)
    part = parts.select_related("partner").first()
    if part is None:
        raise Http404
    scoring = get_object_or_404(Scoring.objects.exclude(status=ScoringStatus.DRAFT), cycle=cycle)
    return cycle, part, scoring


def _scored(cycle):
    return cycle.proposals.filter(status=ProposalStatus.SHORTLISTED)


def _lines(row, cycle=None):
    """(proposal, done, recused) for every shortlisted proposal."""
    done = set(row.scores.values_list("proposal", flat=True)) if row else set()
    left = set(row.recusals.values_list("proposal", flat=True)) if row else set()
    proposals = _scored(cycle or row.scoring.cycle)
    return [(p, p.pk in done, p.pk in left) for p in proposals]


def _score_form(request, row, proposal, scoring=None):
    known = ScoreForm.initial_of(row, proposal) if row else {}
    criteria_rows = (scoring or row.scoring).criteria.all()
    return ScoreForm(request.POST or None, criteria=criteria_rows, initial=known)


def _stored(request, row, proposal, form):
    """Whether a valid score or recusal was stored; otherwise the form says why not."""
    if not form.is_valid():
        return False
    told = {"scorer": row, "proposal": proposal, "actor": request.user}
    try:
        if form.cleaned_data["recused"]:
            actions.recuse(reason=form.cleaned_data["reason"], **told)
        else:
            actions.score(values=form.values, **told)
    except WorkshopError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The scoring sheet is saved."))
    return True
