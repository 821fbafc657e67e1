"""The forms of a meeting's decisions and of the photos in its protocol."""

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm, RowsFormSet
from documents.forms import PictureForm
from workshops.models import Decision, ProtocolPhoto, StageMeeting

NO_POINT = ("", _("outside of the agenda"))


class DecisionForm(ModelForm):
    """One decision; its point is chosen from the agenda."""

    point = forms.ChoiceField(label=_("point of the agenda"), required=False)

    class Meta:
        model = Decision
        fields = ["point", "text", "responsible", "due_on", "in_favour", "against", "abstained"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, points=(), **kwargs):
        super().__init__(*args, **kwargs)
        # A point that has left the agenda since stays with its decision.
        known = dict.fromkeys([*points, *filter(None, [self.instance.point])])
        self.fields["point"].choices = [NO_POINT, *((title, title) for title in known)]


Decisions = inlineformset_factory(
    StageMeeting,
    Decision,
    form=DecisionForm,
    formset=RowsFormSet,
    extra=2,
    max_num=60,
    absolute_max=90,
)


class PhotoForm(PictureForm):
    """A photo for a protocol. Who agreed to it is always asked."""

    class Meta:
        model = ProtocolPhoto
        fields = ["alternative", "caption", "credit", "permission"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["permission"].required = True
