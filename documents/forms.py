"""A field for files."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm
from documents.checking import RefusedError, check
from documents.kinds import IMAGES, SCANS


def _hint(kinds):
    return _("One of: %(kinds)s. At most %(limit)s.") % {
        "kinds": ", ".join(kind.name for kind in kinds),
        "limit": filesizeformat(settings.UPLOAD_LIMIT),
    }


class UploadField(forms.FileField):
    """Takes a file of one of `kinds`, says which, and gives a `documents.checking.Checked`.

    What it gives goes to `documents.actions.store(upload=…)` unchanged.
    """

    def __init__(self, *, kinds=SCANS, **kwargs):
        self.kinds = kinds
        kwargs.setdefault("help_text", lazy(_hint, str)(kinds))
        super().__init__(**kwargs)
        endings = [ending for kind in kinds for ending in kind.extensions]
        self.widget.attrs["accept"] = ",".join(endings)

    def to_python(self, data):
        if data in self.empty_values:
            return None
        try:
            return check(data, self.kinds)
        except RefusedError as refused:
            raise ValidationError(str(refused), code="refused") from refused

    def bound_data(self, data, initial):
        return None


class PictureForm(ModelForm):
    """A new photo, or the words of one that is there (`documents.models.Picture`)."""

    picture = UploadField(label=_("Photo"), kinds=IMAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["picture"])
        if self.instance.pk:
            del self.fields["picture"]

    def clean(self):
        """A browser does not send the chosen file a second time by itself: say so."""
        data = super().clean()
        if self.errors and data.get("picture"):
            self.add_error("picture", _("Choose the photo once more; the browser let it go."))
        return data
