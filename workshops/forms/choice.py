"""Forms for proposals: the sheet, its place, its project."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, VersionField
from members.models import Partner
from projects.models import Project
from workshops.choices import CardKind
from workshops.models import Card, Proposal

AREAS = {"aim": 4, "target_group": 2, "problem": 3, "resources": 3, "money": 2}
ROWS = ["ideas", "partners", "communes"]  # kept beside the row, not in it


def ideas_of(cycle):
    """The ideas on the boards of a cycle that stand for themselves."""
    return Card.objects.of_cycle(cycle).accepted().heads().filter(kind=CardKind.IDEA)


class ProposalForm(ModelForm):
    """The whole sheet, for the office."""

    version = VersionField()

    class Meta:
        model = Proposal
        fields = [
            "title",
            "ideas",
            "aim",
            "target_group",
            "principle",
            "problem",
            "resources",
            "leader",
            "partners",
            "communes",
            "jobs_planned",
            "cost",
            "money",
            "author",
            "author_consent",
            "source_note",
        ]
        widgets = {
            **{name: forms.Textarea(attrs={"rows": rows}) for name, rows in AREAS.items()},
            **dict.fromkeys(ROWS, forms.CheckboxSelectMultiple),
        }

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cycle = cycle
        partners = Partner.objects.held_by(cycle.partnership)
        choices = {
            "ideas": ideas_of(cycle),
            "leader": partners,
            "partners": partners.filter(cycles=cycle).distinct(),
            "communes": cycle.partnership.communes,
        }
        for name in set(choices) & set(self.fields):
            self.fields[name].queryset = choices[name]
        if "leader" in self.fields:
            self.fields["leader"].empty_label = _("not known yet")

    def clean(self):
        """A name is kept only with its owner's consent."""
        data = super().clean()
        if data.get("author") and not data.get("author_consent"):
            self.add_error("author_consent", _("Ask the author, or leave the name out."))
        return data

    @property
    def columns(self):
        """The cleaned values that are columns of the proposal."""
        aside = {"version", *ROWS}
        names = [name for name in self.Meta.fields if name not in aside]
        return {name: getattr(self.instance, name) for name in names}

    @property
    def rows(self):
        """The cleaned rows beside the columns, as far as this form asks for them."""
        return {name: self.cleaned_data[name] for name in ROWS if name in self.fields}


class SheetForm(ProposalForm):
    """What the leading partner fills in: everything but the title, the ideas and the leader."""

    class Meta(ProposalForm.Meta):
        fields = [
            "aim",
            "target_group",
            "principle",
            "problem",
            "resources",
            "partners",
            "communes",
            "jobs_planned",
            "cost",
            "money",
            "author",
            "author_consent",
        ]


class PlaceForm(ModelForm):
    """Another place than the result gave, with its public reason."""

    class Meta:
        model = Proposal
        fields = ["place", "place_reason"]
        widgets = {"place_reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place_reason"].required = True
        self.fields["place_reason"].help_text = _("Everyone will read it beside the place.")

    def clean_place(self):
        return self.cleaned_data["place"].lower()


class TieForm(Form):
    """A project of the same office that stands already."""

    project = forms.ModelChoiceField(queryset=Project.objects.none(), label=_("Project"))

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        held = Project.objects.held_by(partnership)
        self.fields["project"].queryset = held.filter(proposal__isnull=True)
