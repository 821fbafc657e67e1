"""Changes of rows in words that people know from the forms."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Names in entries that no column has, in words; an app adds its own when it starts.
NAMES: dict[str, str | Promise] = {
    "coordinator": gettext_lazy("coordinator"),
    "filter": gettext_lazy("filter"),
    "letters": gettext_lazy("letters"),
}
# How an app says a value of such a name: a function of the value, in the reader's language.
SAID: dict[str, Callable] = {}
# A column of a row that hangs on the one the entry is about, see `journal.actions`.
OF_A_ROW = re.compile(r"(\w+):\d+\.(\w+)")


def changes(about: str, before: dict, after: dict) -> list[tuple[str, str, str]]:
    """One (field, before, after) for every field in either dict, named as in its model."""
    model = _model(about)
    names = list(dict.fromkeys([*before, *after]))
    return [
        (_label(model, name), _value(model, name, before), _value(model, name, after))
        for name in names
    ]


def _model(about):
    try:
        return apps.get_model(about.split(":", 1)[0])
    except (LookupError, ValueError):
        return None


def _field(model, name):
    """The column of this name: of the row itself, else of what hangs on it in its app."""
    if model is None:
        return None
    row = OF_A_ROW.fullmatch(name)
    found, name = ([_beside(model, row[1])], row[2]) if row else (_around(model), name)
    for one in filter(None, found):
        try:
            field = one._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if hasattr(field, "verbose_name"):  # the way back of a relation has no words
            return field
    return None


def _around(model):
    return [model, *apps.get_app_config(model._meta.app_label).get_models()]


def _beside(model, name):
    """The model called `name` in the same app, or None."""
    if model is None:
        return None
    try:
        return apps.get_model(model._meta.app_label, name)
    except LookupError:
        return None


def words_for(about: str, name: str) -> str | Promise | None:
    """What the portal calls `name` in an entry about this row; None where it has no words."""
    return _words_for(_model(about), name)


def _words_for(model, name):
    row = OF_A_ROW.fullmatch(name)
    plain = row[2] if row else name
    if plain in NAMES:
        return NAMES[plain]
    named = getattr(_field(model, name), "verbose_name", None)
    if isinstance(named, Promise) or named not in {None, plain.replace("_", " ")}:
        return named  # else Django has made it up
    # What is no column may be a row: a report, a photo.
    return _name_of(_beside(model, plain)) or None


def _label(model, name):
    row = OF_A_ROW.fullmatch(name)
    plain = row[2] if row else name
    label = str(_words_for(model, name) or plain.replace("_", " "))
    if row and (of := _name_of(_beside(model, row[1]))):
        label = f"{of}: {label}"
    return label[:1].upper() + label[1:]


def _name_of(model):
    return str(model._meta.verbose_name) if model else ""


def _value(model, name, values):
    value = values.get(name)
    if value is None or value == "":
        return "–"
    if name in SAID:
        return SAID[name](value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or "–"
    field = _field(model, name)
    choices = dict(getattr(field, "flatchoices", None) or [])
    if name == "status" and hasattr(model, "Status"):  # see core.models.Stepped
        choices = dict(model.Status.choices)
    try:
        return str(choices[value]) if value in choices else _said(field, value)
    except TypeError:  # a value that cannot be looked up, such as a dict
        return str(value)


def _date(text):
    """A moment, a day or, where no more is known, a month in words; a year as it is."""
    if day := parse_date(text):
        return date_format(day, "j E Y")
    if moment := parse_datetime(text):
        return date_format(localtime(moment), "j E Y, H:i")
    if month := parse_date(f"{text}-01"):
        return date_format(month, "F Y").lower()
    return text


def _said(field, value):
    """A day or a number as the reader writes it; JSON keeps them as text."""
    text = str(value)
    try:
        if isinstance(field, models.DateField):
            return _date(text)
        if isinstance(field, models.DecimalField):
            return number_format(Decimal(text).normalize(), force_grouping=True)
    except (ValueError, InvalidOperation):
        return text
    return text
