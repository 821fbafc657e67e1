"""What the forms of this app share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.validators import validate_plain


def one_line(text):
    """A title or a name is one line; letters and calendars are built from it."""
    validate_plain(text)
    if "\n" in text or "\r" in text:
        raise ValidationError(_("Write this in one line."))
    return text.strip()
