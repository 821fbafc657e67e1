"""Forms that correct what was told of a project wrongly."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, correction_reason
from core.validators import validate_not_ahead
from projects.models import StatusNote


class NoteForm(ModelForm):
    """The day, the words and the publicity of a note, and why they change."""

    reason = correction_reason()

    class Meta:
        model = StatusNote
        fields = ["on", "text", "public"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].required = False
        self.fields["on"].validators.append(validate_not_ahead)
        self.fields["on"].help_text = _(
            "The day on which it happened, today or before; empty if nobody knows it."
        )
        if self.instance.is_owed:
            del self.fields["public"]


class PublicationForm(Form):
    """Who agreed to the publication; of a withdrawn page also what visitors read."""

    consent = forms.CharField(label=_("Who agreed to the publication, and when"), max_length=300)
    notice = forms.CharField(
        label=_("Public notice"),
        max_length=300,
        help_text=_("One sentence. Visitors will read only this."),
    )
    reason = correction_reason()

    def __init__(self, *args, project, **kwargs):
        initial = {"consent": project.consent, "notice": project.withdrawal}
        super().__init__(*args, initial=initial, **kwargs)
        if not project.withdrawn_at:
            del self.fields["notice"]
