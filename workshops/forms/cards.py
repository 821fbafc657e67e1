"""Forms of cards: the recorder's one-liner, the phone's, the partner's, and the board's."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm
from members.choices import Sector
from members.models import Partner
from workshops.choices import RANKS, STAGE_CARDS, CardKind
from workshops.models import Card, Group
from workshops.selectors.needs import meeting_days

KEPT = ("kind", "group", "author_sector", "commune", "said_on")  # what the next card begins with


class NewCardForm(ModelForm):
    """What the forms of a new card share."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "author_sector" in self.fields:
            self.fields["author_sector"].choices = [("", _("not known")), *Sector.choices]
        if "commune" in self.fields:
            self.fields["commune"].empty_label = _("not known")

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    def card(self, **columns):
        """The card that was typed, not stored yet."""
        for name, value in columns.items():
            setattr(self.instance, name, value)
        return self.instance


class CardForm(NewCardForm):
    """The recorder's line: type, Enter, and the next card begins where this one ended."""

    class Meta:
        model = Card
        fields = ["text", "kind", "group", "author_sector", "commune", "said_on"]
        widgets = {"text": forms.TextInput(attrs={"autocomplete": "off", "autofocus": True})}

    def __init__(self, *args, stage, groups, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_of(stage)
        self.fields["group"].queryset = Group.objects.filter(pk__in=[g.pk for g in groups])
        self.fields["group"].choices = [("", _("no group")), *((g.pk, str(g)) for g in groups)]
        if len(groups) == 1:
            del self.fields["group"]
            self.instance.group = groups[0]
        self.fields["commune"].queryset = communes
        self.initial.setdefault("kind", self.fields["kind"].choices[0][0])
        self._ask_day(stage)

    def _ask_day(self, stage):
        """Ask for the day only where the meetings of the stage do not tell it."""
        days = meeting_days({stage.pk}).get(stage.pk, set())
        if len(days) == 1 and None not in days:
            del self.fields["said_on"]
        elif localdate() in days:
            self.initial.setdefault("said_on", localdate().isoformat())


class EditForm(ModelForm):
    """One card in full, and the cards that it answers."""

    answers = forms.MultipleChoiceField(
        label=_("answers these cards"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Needs, problems, leaks, niches and chances that this card is a reply to."),
    )

    class Meta:
        model = Card
        fields = [
            "text",
            "kind",
            "group",
            "author_sector",
            "commune",
            "partner",
            "source",
            "said_on",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, groups, partnership, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.filter(pk__in=[g.pk for g in groups])
        self.fields["group"].choices = [("", _("no group")), *((g.pk, str(g)) for g in groups)]
        self.fields["commune"].queryset = partnership.communes
        self.fields["commune"].empty_label = _("not known")
        self.fields["partner"].queryset = Partner.objects.held_by(partnership)
        self.fields["partner"].empty_label = _("not known")
        self.candidates = {str(card.pk): card for card in candidates}
        self.fields["answers"].choices = [
            (key, f"{card.get_kind_display()}: {card.text}")
            for key, card in self.candidates.items()
        ]
        self.initial["answers"] = [str(pk) for pk in self._linked()]
        if not self.candidates:
            del self.fields["answers"]

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    @property
    def columns(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def answered(self):
        """The chosen cards."""
        return [self.candidates[key] for key in self.cleaned_data.get("answers", [])]

    def _linked(self):
        return self.instance.links.values_list("to_card", flat=True) if self.instance.pk else []


class PhoneForm(NewCardForm):
    """What a participant sends with the group's code. No name, no contact."""

    class Meta:
        model = Card
        fields = ["kind", "text", "author_sector", "commune"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": _("One thing, in one sentence. Do not write about private persons.")}

    def __init__(self, *args, stage, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_of(stage, others=False)
        self.fields["author_sector"].label = _("I speak for the sector")
        self.fields["commune"].label = _("I come from the commune")
        self.fields["commune"].queryset = communes
        self.initial.setdefault("kind", self.fields["kind"].choices[0][0])


class PartnerCardForm(NewCardForm):
    """A card that a partner sends from its own pages; the recorder looks at it first."""

    class Meta:
        model = Card
        fields = ["kind", "text", "group", "commune"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": PhoneForm.Meta.help_texts["text"]}

    def __init__(self, *args, stage, groups, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_of(stage)
        self.fields["group"].queryset = Group.objects.filter(pk__in=[g.pk for g in groups])
        self.fields["group"].choices = [("", _("no group")), *((g.pk, str(g)) for g in groups)]
        self.fields["commune"].queryset = communes


class BoardForm(Form):
    """What is done with the ticked cards of a board."""

    DEEDS = ("merge", "move", "accept", "aside")

    do = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    cards = forms.ModelMultipleChoiceField(
        label=_("Cards"),
        queryset=Card.objects.none(),
        error_messages={"required": _("Tick the cards first.")},
    )
    head = forms.ModelChoiceField(
        label=_("Merge them into"), queryset=Card.objects.none(), required=False
    )
    text = forms.CharField(label=_("Text of the new card"), max_length=500, required=False)
    group = forms.ModelChoiceField(
        label=_("Move them to the group"), queryset=Group.objects.none(), required=False
    )

    def __init__(self, *args, cards, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cards"].queryset = cards
        self.fields["head"].queryset = cards
        self.fields["group"].queryset = groups


def kinds_of(stage, others=True):
    """The kinds of cards that a stage collects, and after them the others."""
    usual = STAGE_CARDS.get(stage.kind, [])
    rest = [kind for kind in CardKind if kind not in usual] if others or not usual else []
    return [(kind.value, kind.label) for kind in [*usual, *rest]]


def may_answer(kind):
    """The kinds of cards that a card of `kind` may answer."""
    return [other for other in CardKind if RANKS[other] < RANKS[kind]]
