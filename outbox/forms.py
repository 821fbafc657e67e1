"""What the office types about letters."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, ModelForm
from core.secrets import conceal_numbered, marked_addresses, reveal
from outbox.models import Letter


class LetterForm(ModelForm):
    """The words of a letter on hold. Numbered marks stand for secrets of personal links."""

    class Meta:
        model = Letter
        fields = ["subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 20})}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["text"], self.secrets = conceal_numbered(instance.text)
        if self.secrets:
            self.fields["text"].help_text = _(
                "Marks such as ***1*** stand for the secret part of a personal link."
                " Leave them in their addresses: the recipient gets links that work."
            )

    def clean_subject(self):
        return " ".join(self.cleaned_data["subject"].split())

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not marked_addresses(text) <= marked_addresses(self.initial["text"]):
            raise forms.ValidationError(
                _("A mark such as ***1*** may stand only in its own address, as it was."),
                code="moved",
            )
        return reveal(text, self.secrets)


class SelectionForm(Form):
    """Several letters of a list and what is to be done with them."""

    STEPS = [
        ("hold", pgettext_lazy("letter", "hold")),
        ("release", pgettext_lazy("letter", "release")),
        ("retry", pgettext_lazy("letter", "try again")),
        ("cancel", pgettext_lazy("letter", "cancel")),
    ]
    step = forms.ChoiceField(label=_("With the selected letters"), choices=STEPS)
    letters = forms.ModelMultipleChoiceField(
        label=_("letters"),
        queryset=Letter.objects.none(),
        error_messages={"required": _("Select at least one letter.")},
    )

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letters"].queryset = Letter.objects.held_by(partnership)
