"""What the office's pages about cases and orders share."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import RuleError
from core.forms import one_more
from core.pages import run_action
from core.parameters import MOST, as_number
from employers.actions import shared
from employers.forms.shared import PublishForm


def add_page(request, form_class, template, action, name, done, **also):
    """The form of a new row, which `action` takes as `name`."""
    form = form_class(request.POST or None, partnership=request.partnership)
    sent = request.method == "POST" and form.is_valid()
    if sent and run_action(request, done, action, form=form, **{name: form.instance}, **also):
        return redirect(form.instance)
    return render(request, template, {"form": form})


def edit_page(request, pk, held, form_class, template, action, name, *, is_open):
    """The form that changes the row that `held` finds, which `action` takes as `name`.

    Where `is_open(row)` no longer holds, it asks for the reason of the correction.
    """
    row = held(request, pk)
    form = form_class(
        request.POST or None,
        instance=held(request, pk),
        partnership=request.partnership,
        corrects=not is_open(row),
        initial={"version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        changed = {
            name: row,
            "version": form.cleaned_data["version"],
            "fields": form.columns,
            "reason": form.cleaned_data.get("why", ""),
        }
        if run_action(request, _("The changes are saved."), action, form=form, **changed):
            return redirect(row)
    context = {"form": form, name: row, "back": row.get_absolute_url()}
    return render(request, template, context)


def rows_page(request, row, formset_class, template, context):
    """A page of rows that hang on `row`. „Add a row” keeps what was typed."""
    more = "more" in request.POST
    formset = formset_class(request.POST or None, instance=row)
    if more:
        formset = formset_class(one_more(request.POST, formset.prefix), instance=row)
    version = request.POST.get("version", "")
    if request.method == "POST" and not more and formset.is_valid():
        formset.save(commit=False)
        kept = formset.new_objects + [part for part, _fields in formset.changed_objects]
        try:
            shared.change_rows(
                row=row,
                version=as_number(version, MOST) or 0,
                kept=kept,
                gone=formset.deleted_objects,
                actor=request.user,
            )
        except RuleError as error:
            formset.non_form_errors().append(str(error))
            version = type(row).objects.get(pk=row.pk).version
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(row.get_absolute_url())
    context |= {
        "row": row,
        "formset": formset,
        "version": version or row.version,
        "back": row.get_absolute_url(),
    }
    return render(request, template, context)


def publish_page(request, row):
    """The words that everyone will read; publishing again changes them."""
    form = PublishForm(
        request.POST or None,
        initial={"title": row.public_title, "note": row.public_note, "consent": row.consent},
    )
    if request.method == "POST" and "withdraw" in request.POST:
        shared.withdraw_note(row=row, actor=request.user)
        messages.success(request, _("The note is not public any more."))
        return redirect(row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        done = _("The note is public.")
        if run_action(request, done, shared.publish, form=form, row=row, **form.cleaned_data):
            return redirect(row.get_absolute_url())
    context = {"form": form, "row": row, "back": row.get_absolute_url()}
    return render(request, "employers/office_publish.html", context)
