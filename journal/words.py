"""Changes of rows in words that people know from the forms."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _


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
    """The column of this name: of the row itself, else of what hangs on it in its room."""
    if model is None:
        return None
    for one in [model, *apps.get_app_config(model._meta.app_label).get_models()]:
        try:
            return one._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None


def _label(model, name):
    field = _field(model, name)
    label = str(getattr(field, "verbose_name", name.replace("_", " ")))
    return label[:1].upper() + label[1:]


def _value(model, name, values):
    value = values.get(name)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or "–"
    choices = dict(getattr(_field(model, name), "flatchoices", None) or [])
    if name == "status" and hasattr(model, "Status"):  # see core.models.Stepped
        choices = dict(model.Status.choices)
    try:
        return str(choices.get(value, value))
    except TypeError:  # a value that cannot be looked up, such as a dict
        return str(value)
