"""Forms for scoring: criteria, sheets, scores."""

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, RowsFormSet
from workshops.models import Criterion, Scorer, Scoring
from workshops.models.scoring import BEST


class RuleForm(ModelForm):
    """The rule for equal results, beside the criteria."""

    class Meta:
        model = Scoring
        fields = ["ties"]
        widgets = {"ties": forms.RadioSelect}


class CriteriaFormSet(RowsFormSet):
    """The criteria of a scoring; `begin` are rows to begin with, stored only when sent back."""

    SPARE = 3

    def __init__(self, *args, begin=(), **kwargs):
        super().__init__(*args, initial=list(begin) or None, **kwargs)
        self.extra = len(begin) + self.SPARE


Criteria = inlineformset_factory(
    Scoring,
    Criterion,
    form=ModelForm,
    formset=CriteriaFormSet,
    fields=["title", "hint", "weight"],
    max_num=20,
    absolute_max=25,
)


class ScorerForm(ModelForm):
    """A sheet of paper that the office types in."""

    class Meta:
        model = Scorer
        fields = ["label", "sector"]


class ScoreForm(Form):
    """One sheet's word about one proposal: a value for every criterion, or a recusal."""

    recused = forms.BooleanField(label=_("This sheet leaves the proposal out"), required=False)
    reason = forms.CharField(
        label=_("Reason for leaving it out"),
        max_length=300,
        required=False,
        help_text=_("For example: our organisation leads the proposal."),
    )

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        values = [(n, str(n)) for n in range(1, BEST + 1)]
        asked = {
            f"criterion-{row.pk}": forms.TypedChoiceField(
                label=row.title,
                help_text=row.hint,
                choices=values,
                coerce=int,
                widget=forms.RadioSelect,
                required=False,
                empty_value=None,
            )
            for row in self.criteria
        }
        self.fields = {**asked, **self.fields}

    def clean(self):
        data = super().clean()
        if data.get("recused"):
            if not data.get("reason"):
                self.add_error("reason", _("Say why this sheet leaves the proposal out."))
            return data
        for row in self.criteria:
            name = f"criterion-{row.pk}"
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, _("Choose a value from 1 to 5."))
        return data

    @property
    def values(self):
        """The values by the key of the criterion."""
        return {row.pk: self.cleaned_data[f"criterion-{row.pk}"] for row in self.criteria}

    @staticmethod
    def initial_of(scorer, proposal):
        """What the sheet says so far."""
        recusal = scorer.recusals.filter(proposal=proposal).first()
        if recusal:
            return {"recused": True, "reason": recusal.reason}
        scores = scorer.scores.filter(proposal=proposal)
        return {f"criterion-{s.criterion_id}": s.value for s in scores}
