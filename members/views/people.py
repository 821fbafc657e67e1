"""The office's register of people."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import form_page, fresh_login
from core.pages import listing, run_action
from exports.serving import serve
from journal.selectors.history import history
from members import tables
from members.actions import register
from members.filters import PersonFilter
from members.forms.register import DatesForm, EndRoleForm, PersonForm, PersonRoleForm
from members.models import Partner, Person, Role


def found_in(request):
    """The filtered people of this office."""
    people = Person.objects.held_by(request.partnership).defer("search")
    return PersonFilter(request.GET, people, request=request)


def index(request):
    """All people of the register, each with the functions of today."""
    found = found_in(request)
    found.queryset = found.queryset.with_current_roles()
    return listing(request, "members/office_people.html", found)


def one(request, pk):
    """One person of this office, or 404."""
    return get_object_or_404(Person.objects.held_by(request.partnership), pk=pk)


def detail(request, pk):
    """One person: contact, functions now and before, history."""
    person = one(request, pk)
    context = {
        "person": person,
        "roles": person.roles.select_related("partner").order_by("until", "-since", "pk"),
        "history": history(person),
    }
    return render(request, "members/office_person.html", context)


@form_page
def add(request):
    """Add a person."""
    return _form_page(request, Person(partnership=request.partnership))


@form_page
def edit(request, pk):
    """Change a person's contact data."""
    return _form_page(request, one(request, pk))


def _form_page(request, person):
    is_new = person.pk is None
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        register.keep_person(person=form.save(commit=False), actor=request.user)
        messages.success(request, _("Saved."))
        return redirect("members:office_person", person.pk)
    context = {"form": form, "person": person, "is_new": is_new}
    return render(request, "members/office_person_form.html", context)


@form_page
def add_role(request, pk):
    """Give this person a function at an organisation."""
    person = one(request, pk)
    partners = Partner.objects.held_by(request.partnership).only("name", "short_name")
    form = PersonRoleForm(request.POST or None, instance=Role(person=person), partners=partners)
    if request.method == "POST" and form.is_valid():
        role = form.save(commit=False)
        if run_action(request, _("Saved."), register.keep_role, form=form, role=role):
            return redirect("members:office_person", pk)
    context = {"form": form, "person": person}
    return render(request, "members/office_role_form.html", context)


@form_page
def correct_dates(request, pk):
    """Correct from when and until when somebody holds or held a function."""
    role = _role(request, pk)
    form = DatesForm(request.POST or None, instance=role)
    if request.method == "POST" and form.is_valid():
        dates = form.cleaned_data
        if run_action(request, _("Saved."), register.correct_dates, form=form, role=role, **dates):
            return redirect("members:office_person", role.person_id)
    return render(request, "members/office_role_dates.html", {"form": form, "role": role})


@form_page
def end_role(request, pk):
    """Let a function end; it stays in the history and gets no more invitations."""
    role = _role(request, pk)
    form = EndRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            register.end_role(role=role, actor=request.user, until=form.cleaned_data["until"])
            messages.success(request, _("The role has its last day now."))
            return redirect("members:office_person", role.person_id)
        except register.RegisterError as error:
            form.add_error("until", str(error))
    return render(request, "members/office_role_end.html", {"form": form, "role": role})


def _role(request, pk):
    roles = Role.objects.filter(partner__partnership=request.partnership)
    return get_object_or_404(roles.select_related("person", "partner"), pk=pk)


@require_POST
@fresh_login
def export(request):
    """Download the filtered people; POST `format` csv or xlsx. A long list takes the worker."""
    return serve(request, tables.PEOPLE)
