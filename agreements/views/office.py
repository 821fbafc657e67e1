"""The office's list of agreements, the draft and its versions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements import actions
from agreements.filters import OfficeAgreementFilter
from agreements.forms.agreement import AgreementForm, TemplateForm
from agreements.models import Agreement, AgreementTemplate, Version
from agreements.models.parties import OUTSIDE
from agreements.rules.differences import compare
from agreements.selectors.history import TONES
from agreements.views.common import journal_of, office_agreement
from core.access import form_page
from core.pages import listing
from core.parameters import as_number


def office_index(request):
    """The office's agreements, filtered by what stands in the address."""
    rows = Agreement.objects.held_by(request.partnership).counted()
    rows = rows.order_by("-created_at", "-pk")
    found = OfficeAgreementFilter(request.GET, rows, request=request)
    return listing(request, "agreements/office_index.html", found, {"tones": TONES})


def office_detail(request, pk):
    """One agreement: its state, what is missing, parties with their signatures, history."""
    agreement = office_agreement(request, pk)
    parties = list(agreement.parties.with_signatories())
    standing = [seat for party in parties for seat in party.standing]
    signed = sum(seat.status == "signed" for seat in standing)
    context = {
        "agreement": agreement,
        "tones": TONES,
        "parties": parties,
        "signed": signed,
        "expected": len(standing),
        "due_on": day_ahead(agreement, standing),
        "to_admit": to_admit(agreement, parties),
        "unsigned": sum(seat.status == "asked" for seat in standing),
        "version": agreement.final_version() or agreement.latest_version(),
        "missing": actions.missing_for_signing(agreement) if agreement.is_editable else [],
        "accessions": [
            one
            for one in agreement.accessions.select_related("partner").order_by("pk")
            if one.status != "refused"
        ],
        "events": [with_hash(event) for event in journal_of(agreement)],
        "progress": steps_of(agreement),
    }
    return render(request, "agreements/office_detail.html", context)


def to_admit(agreement, parties):
    """The parties to offer admission to; asks the database only where some may be."""
    outside = any(party.partner.status in OUTSIDE for party in parties)
    return agreement.parties.to_admit() if outside else []


def with_hash(event):
    """An event whose line also names the hash of its file, if it has one."""
    told = filter(None, [event["text"], event["file_sha256"]])
    return {**event, "text": " · ".join(told)}


def day_ahead(agreement, seats):
    """The day on which an agreement that enough people have signed comes into force, or None."""
    signing = agreement.status == Agreement.Status.SIGNING
    return actions.effect_day(agreement, seats) if signing else None


def steps_of(agreement):
    """The way of an agreement as the steps component takes it."""
    if agreement.is_record:
        return []
    way = ["draft", "consultation", "signing", "in_force"]
    if agreement.status in {"expired", "terminated"}:
        way.append(agreement.status)
    here = way.index(agreement.status)
    return [
        (
            Agreement.Status(status).label,
            "current" if place == here else "done" if place < here else "",
        )
        for place, status in enumerate(way)
    ]


@form_page
def office_new(request):
    """Draft an agreement, filled in from a template when one is chosen."""
    templates = AgreementTemplate.objects.held_by(request.partnership)
    chosen = request.GET.get("template", "")
    template = templates.filter(pk=as_number(chosen)).first()
    initial = {"template": template}
    if template is not None:
        names = ("title", "main_goal", "goals", "principles", "text")
        initial |= {name: getattr(template, name) for name in names}
    form = AgreementForm(request.POST or None, partnership=request.partnership, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        agreement = actions.draft(
            partnership=request.partnership,
            actor=request.user,
            text=data["text"],
            template=data["template"],
            **form.agreement_fields(),
        )
        messages.success(request, _("The draft is saved. Now add the parties."))
        return redirect("agreements:office_detail", agreement.pk)
    context = {"form": form, "templates": templates, "chosen": template}
    return render(request, "agreements/office_new.html", context)


@form_page
def office_edit(request, pk):
    """Change the draft. Whoever saves second sees both texts (409), and nothing is lost."""
    agreement = office_agreement(request, pk)
    latest = agreement.latest_version()
    form = AgreementForm(
        request.POST or None,
        instance=agreement,
        partnership=request.partnership,
        initial={"text": latest.text if latest else ""},
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.edit(
                agreement=agreement,
                revision=data["revision"] or 0,
                text=data["text"],
                note=data["note"],
                actor=request.user,
                **form.agreement_fields(),
            )
        except actions.ConflictError as conflict:
            return show_conflict(request, form, conflict)
        except actions.AgreementError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("agreements:office_detail", agreement.pk)
    return render(request, "agreements/office_edit.html", {"form": form, "agreement": agreement})


def show_conflict(request, form, conflict):
    """Both texts side by side; saving again is on top of what the other person saved."""
    current = conflict.current
    data = request.POST.copy()
    data["revision"] = current.revision
    mine = AgreementForm(data, instance=current, partnership=request.partnership)
    latest = current.latest_version()
    saved = Agreement.objects.get(pk=current.pk)
    differing = [
        (field.label, getattr(saved, field.name), form.cleaned_data[field.name])
        for field in form
        if field.name in actions.FIELDS
        and str(getattr(saved, field.name) or "") != str(form.cleaned_data[field.name] or "")
    ]
    context = {
        "form": mine,
        "agreement": saved,
        "message": str(conflict),
        "theirs": latest.text,
        "mine": form.cleaned_data["text"],
        "lines": compare(latest.text, form.cleaned_data["text"]),
        "differing": differing,
    }
    return render(request, "agreements/office_conflict.html", context, status=409)


def office_versions(request, pk):
    """Every version, and two of them compared (`?old=1&new=2`; else the last two)."""
    agreement = office_agreement(request, pk)
    versions = {version.number: version for version in agreement.versions.all()}
    numbers = sorted(versions)
    old = chosen_number(request.GET.get("old"), versions, numbers[max(len(numbers) - 2, 0)])
    new = chosen_number(request.GET.get("new"), versions, numbers[-1])
    context = {
        "agreement": agreement,
        "versions": versions.values(),
        "old": versions[old],
        "new": versions[new],
        "lines": compare(versions[old].text, versions[new].text),
    }
    return render(request, "agreements/office_versions.html", context)


def chosen_number(value, versions, default):
    number = as_number(value)
    return number if number in versions else default


@require_POST
def office_final(request, pk, number):
    """Mark a version as the one to be signed."""
    agreement = office_agreement(request, pk)
    version = get_object_or_404(Version, agreement=agreement, number=number)
    try:
        actions.choose_final(version=version, actor=request.user)
    except actions.AgreementError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Version %(number)s is the final one.") % {"number": version.number}
        )
    return redirect("agreements:office_detail", agreement.pk)


def office_templates(request):
    """The office's templates."""
    templates = AgreementTemplate.objects.held_by(request.partnership)
    return render(request, "agreements/office_templates.html", {"templates": templates})


@require_POST
def office_ready_templates(request):
    """Add the ready templates that the office does not have."""
    made = actions.ready_templates(partnership=request.partnership, actor=request.user)
    if made:
        messages.success(request, _("The ready templates are added."))
    else:
        messages.info(request, _("All ready templates are here already."))
    return redirect("agreements:office_templates")


@form_page
def office_template(request, pk=None):
    """A new template, or a change of one."""
    rows = AgreementTemplate.objects.held_by(request.partnership)
    template = get_object_or_404(rows, pk=pk) if pk else AgreementTemplate()
    form = TemplateForm(request.POST or None, instance=template, partnership=request.partnership)
    if form.is_valid():
        actions.save_template(template=form.instance, actor=request.user)
        messages.success(request, _("Saved."))
        return redirect("agreements:office_templates")
    return render(request, "agreements/office_template.html", {"form": form})
