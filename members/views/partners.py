"""The office's register of organisations."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.access import form_page, fresh_login
from core.models import WrongStepError
from core.pages import listing, run_action
from exports.serving import serve
from journal.selectors.history import history
from members import registries, tables
from members.actions import register
from members.choices import PartnerStatus
from members.filters import OfficePartnerFilter
from members.forms.register import OwnedRoleForm, PartnerForm, PersonForm, RoleForm, StepForm
from members.models import Partner, Person, Role

STEP_LABELS = {
    PartnerStatus.CONTACT: gettext_lazy("Back to contact"),
    PartnerStatus.APPLIED: gettext_lazy("Note the application"),
    PartnerStatus.ADMITTED: gettext_lazy("Admit"),
    PartnerStatus.SUSPENDED: gettext_lazy("Suspend"),
    PartnerStatus.LEFT: gettext_lazy("Has left"),
}


def found_in(request):
    """The filtered register of this office."""
    partners = Partner.objects.held_by(request.partnership).with_people_count()
    partners = partners.select_related("commune").defer("search", "proposed", "description")
    return OfficePartnerFilter(request.GET, partners, request=request)


def index(request):
    """All organisations of the register."""
    return listing(request, "members/office_partners.html", found_in(request))


def one(request, pk):
    """One organisation of this office, or 404."""
    partners = Partner.objects.held_by(request.partnership)
    return get_object_or_404(partners.select_related("commune", "partnership"), pk=pk)


def detail(request, pk):
    """One organisation: profile, people with their functions, history."""
    partner = one(request, pk)
    context = {
        "partner": partner,
        "roles": partner.roles.select_related("person").order_by("until", "person__sort", "pk"),
        "steps": [(s, STEP_LABELS[s]) for s in PartnerStatus if partner.can_become(s)],
        "step_form": StepForm(auto_id="id_step_%s"),
        "profile": [(_label(name), _shown(partner, name)) for name in register.PROFILE],
        "sections": registries.of(partner, public=False),
        "history": history(partner),
    }
    return render(request, "members/office_partner.html", context)


def _label(name):
    return capfirst(Partner._meta.get_field(name).verbose_name)


def _shown(partner, name):
    told = getattr(partner, f"get_{name}_display", None)
    return told() if told else getattr(partner, name)


@form_page
def add(request):
    """Add an organisation."""
    return _form_page(request, Partner(partnership=request.partnership))


@form_page
def edit(request, pk):
    """Change an organisation's profile."""
    return _form_page(request, one(request, pk))


def _form_page(request, partner):
    is_new, name = partner.pk is None, partner.name
    form = PartnerForm(request.POST or None, instance=partner)
    if request.method == "POST" and form.is_valid():
        try:
            register.keep_partner(partner=form.save(commit=False), actor=request.user)
        except register.TakenNipError as error:
            form.add_error("nip", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("members:office_partner", form.instance.pk)
    context = {"form": form, "partner": partner, "is_new": is_new, "name": name}
    return render(request, "members/office_partner_form.html", context)


@require_POST
def step(request, pk):
    """Admit, suspend, let leave; POST `status`, `on`, `reason`."""
    partner, form = one(request, pk), StepForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, " ".join(error for errors in form.errors.values() for error in errors)
        )
        return redirect("members:office_partner", pk)
    try:
        register.step_partner(partner=partner, actor=request.user, **form.cleaned_data)
        messages.success(
            request, _("The status is now: %(status)s") % {"status": partner.get_status_display()}
        )
    except WrongStepError:
        messages.error(request, _("This step is not possible any more. Look at the status."))
    return redirect("members:office_partner", pk)


@form_page
def add_role(request, pk):
    """Give a function to somebody who is in the register."""
    partner = one(request, pk)
    people = Person.objects.held_by(request.partnership).only("first_name", "last_name")
    form = OwnedRoleForm(request.POST or None, instance=Role(partner=partner), people=people)
    if request.method == "POST" and form.is_valid():
        role = form.save(commit=False)
        if run_action(request, _("Saved."), register.keep_role, form=form, role=role):
            return redirect("members:office_partner", pk)
    context = {"form": form, "partner": partner}
    return render(request, "members/office_role_form.html", context)


@form_page
def add_person(request, pk):
    """Add a new person together with the function at this organisation."""
    partner = one(request, pk)
    person = Person(partnership=request.partnership)
    form = PersonForm(request.POST or None, instance=person)
    role_form = RoleForm(request.POST or None, instance=Role(partner=partner), prefix="role")
    if request.method == "POST" and form.is_valid() & role_form.is_valid():
        role = role_form.save(commit=False)
        with transaction.atomic():
            role.person = register.keep_person(person=form.save(commit=False), actor=request.user)
            register.keep_role(role=role, actor=request.user)
        messages.success(request, _("Saved."))
        return redirect("members:office_partner", pk)
    context = {"form": form, "role_form": role_form, "partner": partner}
    return render(request, "members/office_partner_person.html", context)


@require_POST
@fresh_login
def export(request):
    """Download the filtered register; POST `format` csv or xlsx. A long list takes the worker."""
    return serve(request, tables.PARTNERS)
