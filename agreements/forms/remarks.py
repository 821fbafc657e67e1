"""Forms of the consultation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.choices import Verdict
from agreements.models import Remark
from core.forms import Form, ModelForm
from members.models import Partner


class RemarkForm(ModelForm):
    """A remark of one of `partners`; nobody chooses where there is only one."""

    class Meta:
        model = Remark
        fields = ["partner", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"text": _("Name the paragraph, and give the wording you propose.")}

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        only = partners[0].pk if len(partners) == 1 else None
        self.fields["partner"] = forms.ModelChoiceField(
            Partner.objects.filter(pk__in=[partner.pk for partner in partners]),
            label=_("Organisation"),
            initial=only,
            widget=forms.HiddenInput if only else forms.Select,
        )


class AnswerForm(Form):
    """What the office answers to a remark."""

    verdict = forms.ChoiceField(
        label=_("Answer"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reply = forms.CharField(
        label=_("Reply"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed unless the remark is taken over. All parties read it."),
    )
