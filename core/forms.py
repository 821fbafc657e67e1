"""How forms look and what every one of them refuses."""

import logging

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import BaseConstraint
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.cleaning import clean_line, clean_text
from core.parameters import MOST, as_number
from core.validators import validate_calendar, validate_plain

MOST_MONEY = 10**12
WORDLESS = _("These entries contradict one another, or the same ones are there already.")
logger = logging.getLogger(__name__)

SUBMISSION = "submission"  # the hidden field by which a form that is sent twice is known


class Renderer(TemplatesSetting):
    """Forms are drawn by the templates in `templates/forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"


class DateInput(forms.DateInput):
    """The browser's own date field, which speaks ISO."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class LongSelect(forms.Select):
    """A choice among hundreds, printed by one loop: a template an option costs too much."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        options = format_html_join(
            "\n",
            "<option{}>{}</option>",
            (
                (flatatt({"value": option["value"], **option["attrs"]}), option["label"])
                for _group, options, _index in widget["optgroups"]
                for option in options
            ),
        )
        return format_html(
            "<select{}>\n{}\n</select>", flatatt({"name": name, **widget["attrs"]}), options
        )


class Checked:
    """Mixin for forms: every field takes what people paste, and refuses nonsense in words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            for kind, harden in HARDENED:
                if isinstance(field, kind):
                    harden(field)


def _text(field):
    """Signs that nobody sees are taken out, or refused where they tell of a broken text."""
    # Django's own NUL check speaks in the developer's words.
    field.validators = [
        check
        for check in field.validators
        if type(check).__name__ != "ProhibitNullCharactersValidator"
    ] + [validate_plain]
    if isinstance(field.widget, forms.PasswordInput):
        return
    clean = clean_text if isinstance(field.widget, forms.Textarea) else clean_line
    read = field.to_python
    field.to_python = lambda value: read(clean(value) if isinstance(value, str) else value)


def _day(field):
    field.validators = [*field.validators, validate_calendar]
    field.widget = DateInput(field.widget.attrs)


def _hour(field):
    field.widget = TimeInput(field.widget.attrs)


def _number(field):
    """Numbers that no column could hold are refused."""
    most = MOST_MONEY if isinstance(field, forms.DecimalField) else MOST
    if field.max_value is None:
        field.validators = [*field.validators, MaxValueValidator(most)]
    if field.min_value is None:
        field.validators = [*field.validators, MinValueValidator(-most)]


def _ticks(field):
    """The number of a row that SQLite cannot even look for is that of no row."""
    clean = field.clean

    def bounded(value):
        try:
            return clean(value)
        except OverflowError:
            raise ValidationError(
                field.error_messages["invalid_choice"], "invalid_choice", {"value": "…"}
            ) from None

    field.clean = bounded


HARDENED = [
    (forms.CharField, _text),
    (forms.DateField, _day),
    (forms.TimeField, _hour),
    (forms.IntegerField, _number),
    (forms.ModelMultipleChoiceField, _ticks),
]


class Form(Checked, forms.Form):
    """The base of every form that is not tied to one row."""


class ModelForm(Checked, forms.ModelForm):
    """The base of every form that edits one row."""

    def _update_errors(self, errors):
        """Give a constraint without words of its own ours, then put all errors in their places."""
        by_field = getattr(errors, "error_dict", {})
        unworded = wordless(self.instance)
        for error in (error for found in by_field.values() for error in found):
            if error.message in unworded:
                logger.warning("A constraint without words: %s", error.message)
                error.message = WORDLESS
        super()._update_errors(errors)


def wordless(row) -> set[str]:
    """What Django says of the constraints of `row` that have no words of their own."""
    said = BaseConstraint.default_violation_error_message
    return {
        said % {"name": constraint.name}
        for _model, constraints in row.get_constraints()
        for constraint in constraints
        if constraint.violation_error_message == said
    }


class VersionField(forms.IntegerField):
    """The version of the row that a form showed (`core.models.Versioned`), 0 without one."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def clean(self, value):
        return super().clean(value) or 0


def renew_version(form, row) -> None:
    """Let the next save of `form` go through: its author has been told what `row` holds."""
    form.data = form.data.copy()
    form.data["version"] = row.version


class RowsFormSet(forms.BaseInlineFormSet):
    """The rows that hang on another row."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Delete this row")


def rows_of(owner, model, fields, *, form=ModelForm, formset=RowsFormSet, most=100, extra=1):
    """A formset class of the rows of `owner`, at most `most`, with `extra` empty ones below."""
    return forms.inlineformset_factory(
        owner,
        model,
        form=form,
        formset=formset,
        fields=fields,
        extra=extra,
        max_num=most,
        absolute_max=most * 3 // 2,
    )


def one_more(data, prefix):
    """The POST `data` of a formset with one more empty row: „Add a row” works without a script."""
    data = data.copy()
    total = as_number(data.get(f"{prefix}-TOTAL_FORMS"), most=MOST) or 0
    data[f"{prefix}-TOTAL_FORMS"] = total + 1
    return data


def correction_reason():
    """A required field that asks why something stored is corrected."""
    return forms.CharField(
        label=_("Why it is corrected"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The history keeps what stood here before, and this reason."),
    )


class ReasonForm(Form):
    """One required sentence that says why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
