"""Forms for votes: preparing one, the ballot, codes, paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from workshops.choices import VoteKind
from workshops.models import PaperCount, Proposal, Vote


class VoteForm(ModelForm):
    """What is voted on, and how. Fixed once the vote is open."""

    class Meta:
        model = Vote
        fields = ["title", "stage", "kind", "each", "ties", "proposals"]
        widgets = {
            "kind": forms.RadioSelect,
            "ties": forms.RadioSelect,
            "proposals": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cycle = cycle
        self.fields["stage"].queryset = cycle.stages.all()
        self.fields["stage"].empty_label = _("no stage")
        self.fields["proposals"].queryset = Proposal.objects.filter(cycle=cycle).exclude(
            status="bank"
        )
        self.fields["kind"].choices = VoteKind.choices


class CodeForm(Form):
    """The code from a slip of paper, or from the sign on a table."""

    code = forms.CharField(
        label=_("Code from the slip or from the sign on the table"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_(
            "Twelve signs of a voting code, or six from the table; dashes and spaces may be left out."
        ),
    )


class Dots(forms.TypedChoiceField):
    """A number of dots. Leaving it alone is no mistake, and no line needs to say so."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class BallotForm(Form):
    """A ballot of one of the three kinds, on the options of its vote."""

    use_required_attribute = False

    def __init__(self, *args, vote, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.vote, self.options = vote, list(options)
        make = {
            VoteKind.DOTS: self._dots,
            VoteKind.RANKED: self._places,
            VoteKind.YES_NO: self._answers,
        }
        make[vote.kind]()

    def clean(self):
        """Dots within what one has; every place to another proposal; something at all."""
        data = super().clean()
        if self.errors:
            return data
        if self.vote.kind == VoteKind.DOTS and sum(self.marks.values()) > self.vote.each:
            raise forms.ValidationError(
                _("You gave out %(given)s dots. You have %(each)s."),
                params={"given": sum(self.marks.values()), "each": self.vote.each},
            )
        if self.vote.kind == VoteKind.RANKED:
            self._check_places()
        if not self.marks:
            raise forms.ValidationError(_("Mark at least one proposal."))
        return data

    @property
    def marks(self):
        """The marks by the key of the option; options left alone are not in it."""
        data = self.cleaned_data
        if self.vote.kind == VoteKind.RANKED:
            named = [data.get(f"place-{n}") for n in range(1, self.vote.each + 1)]
            return {pk: n for n, pk in enumerate(named, 1) if pk}
        found = {option.pk: data.get(f"option-{option.pk}") for option in self.options}
        if self.vote.kind == VoteKind.DOTS:
            return {pk: dots for pk, dots in found.items() if dots}
        return {pk: answer for pk, answer in found.items() if answer is not None}

    def _dots(self):
        choices = [(n, str(n)) for n in range(self.vote.each + 1)]
        for option in self.options:
            self.fields[f"option-{option.pk}"] = Dots(
                label=option.proposal.title, choices=choices, coerce=int, empty_value=0
            )

    def _places(self):
        choices = [("", _("nobody")), *((o.pk, o.proposal.title) for o in self.options)]
        for place in range(1, min(self.vote.each, len(self.options)) + 1):
            self.fields[f"place-{place}"] = forms.TypedChoiceField(
                label=_("Place %(number)s") % {"number": place},
                choices=choices,
                coerce=int,
                required=False,
                empty_value=None,
            )

    def _answers(self):
        for option in self.options:
            self.fields[f"option-{option.pk}"] = forms.TypedChoiceField(
                label=option.proposal.title,
                choices=[(1, _("yes")), (0, _("no"))],
                coerce=int,
                required=False,
                empty_value=None,
                widget=forms.RadioSelect,
            )

    def _check_places(self):
        named = [self.cleaned_data.get(name) for name in self.fields]
        given = [pk for pk in named if pk]
        if len(set(given)) < len(given):
            raise forms.ValidationError(_("Each place goes to another proposal."))
        if named[: len(given)] != given:
            raise forms.ValidationError(_("Do not leave out a place between two others."))


class CodesForm(Form):
    """How many codes to print."""

    number = forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=500,
        help_text=_("One for each person who may vote."),
    )
    there = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PaperForm(ModelForm):
    """The protocol of ballots that were counted by hand."""

    class Meta:
        model = PaperCount
        fields = ["ballots", "counted_by", "reason"]

    def __init__(self, *args, vote, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.vote = vote
        self.options = list(options)
        self.asks_against = vote.kind == VoteKind.YES_NO
        for option in self.options:
            title = option.proposal.title
            label = _("For: %(title)s") if self.asks_against else _("Votes: %(title)s")
            self.fields[f"for-{option.pk}"] = _number(label % {"title": title})
            if self.asks_against:
                self.fields[f"against-{option.pk}"] = _number(
                    _("Against: %(title)s") % {"title": title}
                )

    @property
    def marks(self):
        """[for, against] by the key of the option."""
        data = self.cleaned_data
        return {
            str(o.pk): [data[f"for-{o.pk}"], data.get(f"against-{o.pk}") or 0]
            for o in self.options
        }


class CorrectionForm(PaperForm):
    """A count as it should have been entered, and why it was not."""

    why = forms.CharField(
        label=_("Why it is corrected"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The wrong entry stays written, with this reason, in the protocol too."),
    )

    def __init__(self, *args, old, options, **kwargs):
        options = list(options)
        initial = {name: getattr(old, name) for name in self.Meta.fields}
        for option in options:
            given, against = old.marks[str(option.pk)]
            initial |= {f"for-{option.pk}": given, f"against-{option.pk}": against}
        super().__init__(*args, vote=old.vote, options=options, initial=initial, **kwargs)
        self.fields["why"] = self.fields.pop("why")


def _number(label):
    return forms.IntegerField(label=label, min_value=0, max_value=200_000, initial=0)
