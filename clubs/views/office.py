"""The office's clubs: list, data, advisers, leaders, meetings."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubs.actions import manage, meet
from clubs.errors import ClubError
from clubs.filters import AdviserFilter, OfficeClubFilter
from clubs.forms import SECTIONS, AdviserForm, ClubForm, LeaderForm, StepForm
from clubs.models import Adviser, Club
from clubs.selectors.totals import years_of
from clubs.views.public import page_of
from core.forms import one_more
from core.models import WrongStepError
from core.pages import listing
from journal.selectors.history import history
from meetings.choices import MeetingKind
from meetings.forms.meeting import MeetingForm
from meetings.models import Meeting


def held(request, pk):
    rows = Club.objects.held_by(request.partnership)
    rows = rows.select_related("commune", "host", "partnership")
    return get_object_or_404(rows.with_trained(), pk=pk)


def posted(request):
    return request.POST if request.method == "POST" else None


@require_safe
def index(request):
    rows = Club.objects.held_by(request.partnership).select_related("commune", "host")
    # A count of joined rows forgets the order of the model.
    rows = rows.annotate(adviser_count=Count("advisers", distinct=True)).order_by("sort", "pk")
    found = OfficeClubFilter(request.GET, rows, request=request)
    return listing(request, "clubs/office_index.html", found)


@require_safe
def detail(request, pk):
    club = held(request, pk)
    context = {
        **page_of(club),
        "years": list(years_of([club]).get(club.pk, {}).values()),
        "missing": club.missing_months(),
        "advisers": list(club.advisers.all()),
        "leaders": list(club.leaders.order_by("email")),
        "meetings": list(
            Meeting.objects.filter(club_meeting__club=club).order_by("-starts_at")[:10]
        ),
        "sections": [(key, name) for key, (name, _formset) in SECTIONS.items()],
        "steps": club.next_steps,
        "entries": history(club, limit=20),
    }
    return render(request, "clubs/office_detail.html", context)


def add(request):
    form = ClubForm(posted(request), partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        club = manage.found(club=form.instance, actor=request.user)
        messages.success(request, _("The club is in the list. Now give its opening hours."))
        return redirect("clubs:office_detail", club.pk)
    context = {"form": form, "back": reverse("clubs:office_index")}
    return render(request, "clubs/office_form.html", context)


def edit(request, pk):
    club = held(request, pk)
    form = ClubForm(posted(request), instance=held(request, pk), partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        manage.change(club=club, fields=form.columns, actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("clubs:office_detail", pk)
    return _form_page(request, "clubs/office_form.html", form, club)


def rows(request, pk, section):
    """Opening hours, or projects for sponsors. „Add a row” keeps what was typed."""
    club = held(request, pk)
    name, formset_class = SECTIONS[section]
    more = "more" in request.POST
    data = one_more(request.POST, formset_class.get_default_prefix()) if more else posted(request)
    formset = formset_class(data, instance=club)
    if request.method == "POST" and not more and formset.is_valid():
        formset.save(commit=False)
        kept = formset.new_objects + [row for row, _fields in formset.changed_objects]
        manage.change_rows(club=club, kept=kept, gone=formset.deleted_objects, actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("clubs:office_detail", pk)
    back = reverse("clubs:office_detail", args=[pk])
    context = {"club": club, "formset": formset, "name": name, "back": back}
    return render(request, "clubs/office_rows.html", context)


def _form_page(request, template, form, club):
    context = {"form": form, "club": club, "back": reverse("clubs:office_detail", args=[club.pk])}
    return render(request, template, context)


def step(request, pk):
    club = held(request, pk)
    form = StepForm(posted(request), club=club, initial={"status": request.GET.get("status")})
    if request.method == "POST" and form.is_valid():
        try:
            manage.step(club=club, actor=request.user, **form.cleaned_data)
        except WrongStepError as error:
            form.add_error("status", str(error))
        else:
            messages.success(request, _("The status is changed."))
            return redirect("clubs:office_detail", pk)
    return _form_page(request, "clubs/office_step.html", form, club)


@require_POST
def publish(request, pk):
    """Show the club to everyone, or take it away again."""
    club = held(request, pk)
    if "hide" in request.POST:
        manage.unpublish(club=club, actor=request.user)
        messages.success(request, _("The club is off the public pages."))
    else:
        manage.publish(club=club, actor=request.user)
        messages.success(request, _("The club is published."))
    return redirect("clubs:office_detail", pk)


@require_safe
def advisers(request):
    """All advisers of the office's clubs."""
    rows = Adviser.objects.held_by(request.partnership).select_related("club")
    found = AdviserFilter(request.GET, rows, request=request)
    return listing(request, "clubs/office_advisers.html", found)


def adviser_add(request, pk):
    club = held(request, pk)
    return _adviser_form(request, club, Adviser(club=club))


def adviser(request, pk, adviser):
    club = held(request, pk)
    return _adviser_form(request, club, get_object_or_404(club.advisers, pk=adviser))


def _adviser_form(request, club, adviser):
    form = AdviserForm(
        posted(request), instance=adviser, initial={"agreed": adviser.pk is not None}
    )
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data.get("why", "")
        manage.keep_adviser(adviser=form.instance, actor=request.user, reason=why)
        messages.success(request, _("The adviser is saved."))
        return redirect("clubs:office_detail", club.pk)
    return _form_page(request, "clubs/office_adviser.html", form, club)


def adviser_drop(request, pk, adviser):
    """Ask, then forget the person."""
    club = held(request, pk)
    adviser = get_object_or_404(club.advisers, pk=adviser)
    if request.method == "POST":
        manage.drop_adviser(adviser=adviser, actor=request.user)
        messages.success(request, _("The adviser is removed."))
        return redirect("clubs:office_detail", pk)
    context = {"club": club, "adviser": adviser}
    return render(request, "clubs/office_adviser_drop.html", context)


def leader_add(request, pk):
    club = held(request, pk)
    form = LeaderForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            manage.add_leader(club=club, actor=request.user, **form.cleaned_data)
        except ClubError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("This person now leads the club."))
            return redirect("clubs:office_detail", pk)
    return _form_page(request, "clubs/office_leader.html", form, club)


def leader_remove(request, pk, leader):
    """Ask, then end somebody's leading of the club."""
    club = held(request, pk)
    leader = get_object_or_404(club.leaders, pk=leader)
    if request.method == "POST":
        manage.remove_leader(club=club, leader=leader, actor=request.user)
        messages.success(request, _("This person no longer leads the club."))
        return redirect("clubs:office_detail", pk)
    context = {"club": club, "leader": leader}
    return render(request, "clubs/office_leader_remove.html", context)


def meeting(request, pk):
    """Call a meeting of the club: a draft, then the page of its recipients."""
    club = held(request, pk)
    draft = Meeting(
        title=(_("Club meeting: %(club)s") % {"club": club.name})[:200],
        kind=MeetingKind.CLUB,
        place=club.place,
        address=club.address,
        commune=club.commune,
        host=club.host,
    )
    form = MeetingForm(posted(request), instance=draft, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        called = form.save(commit=False)
        meet.call(club=club, meeting=called, actor=request.user)
        messages.success(
            request, _("The meeting is saved as a draft. Now put people on its list.")
        )
        return redirect("meetings:office_recipients", called.pk)
    return _form_page(request, "clubs/office_meeting.html", form, club)
