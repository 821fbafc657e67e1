"""Forms of the office, of club leaders and of visitors."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clubs import rules
from clubs.actions import giving, manage
from clubs.choices import GROUPS, ClubStatus, Group, Support
from clubs.models import Adviser, Club, Gift, OpeningHours, SponsorProject
from clubs.models.month import MOST
from core.forms import Form, ModelForm, RowsFormSet, VersionField, rows_of
from members.models import Partner
from projects.models import Project


class ClubForm(ModelForm):
    """Where a club is, whose guest, and what it does."""

    support = forms.MultipleChoiceField(
        label=_("kinds of help"),
        choices=Support,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.MultipleChoiceField(
        label=_("groups"),
        choices=[(group.value, group.label) for group in GROUPS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Club
        fields = manage.COLUMNS
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        self.fields["host"].queryset = Partner.objects.held_by(partnership)
        self.fields["host"].empty_label = _("not known")
        self.fields["commune"].queryset = partnership.communes
        self.fields["commune"].empty_label = _("not known")

    def clean_name(self):
        """The partnership is no field of the form, so the form looks for twins itself."""
        name = self.cleaned_data["name"]
        twins = Club.objects.held_by(self.instance.partnership).filter(name=name)
        if twins.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("A club with this name is in the list already."))
        return name

    def clean_logs_from(self):
        """Any day of a month names the month."""
        day = self.cleaned_data["logs_from"]
        return day and rules.first_of(day)

    @property
    def columns(self):
        """The cleaned values as columns of the club."""
        return {name: self.cleaned_data[name] for name in manage.COLUMNS}


class ClubRowsFormSet(RowsFormSet):
    """Rows of one club, narrowed to what its office holds."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "project" in form.fields:
            projects = Project.objects.held_by(self.instance.partnership)
            form.fields["project"].queryset = projects


# address: (name, formset class)
SECTIONS = {
    "godziny": (
        _("Opening hours"),
        rows_of(Club, OpeningHours, ["weekday", "opens", "closes", "note"]),
    ),
    "projekty": (
        _("Projects for sponsors"),
        rows_of(
            Club, SponsorProject, ["title", "year", "result", "project"], formset=ClubRowsFormSet
        ),
    ),
}


class StepForm(Form):
    """A change of status with its reason."""

    status = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the office's journal."),
    )

    def __init__(self, *args, club, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            ClubStatus.OPEN: _("Open the club"),
            ClubStatus.SUSPENDED: _("Suspend the club"),
            ClubStatus.CLOSED: _("Close the club"),
        }
        self.fields["status"].choices = [(step.value, words[step]) for step in club.next_steps]


class AdviserForm(ModelForm):
    """A peer counsellor who agreed to stand in the office's list."""

    agreed = forms.BooleanField(
        label=_("This person agreed to stand in this list. It is never published.")
    )

    class Meta:
        model = Adviser
        fields = ["name", "email", "phone", "agreed_on", "trained_on", "valid_until"]
        help_texts = {
            "email": _("An address of the club or the host, not a private one."),
            "phone": _("A number of the club or the host, not a private one."),
            "valid_until": _("The office is warned thirty days before."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if any(getattr(self.instance, name) for name in manage.TRAINING):
            self.fields["why"] = forms.CharField(
                label=_("Why the training is changed"),
                required=False,
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Needed when a day of the training that stands here changes."),
            )

    def clean(self):
        data = super().clean()
        changed = any(self.initial.get(n) and n in self.changed_data for n in manage.TRAINING)
        if changed and not (data.get("why") or "").strip():
            self.add_error("why", _("Say why the training is changed."))
        return data


class LeaderForm(Form):
    """Whose account leads the club."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person needs an account with a confirmed address.")
    )


class MonthForm(Form):
    """A month on one page: a number for every kind of help in every group.

    `before` holds last month's numbers, by (kind, group) and by name of the hours;
    they stand beside the fields as hints. Empty means none.
    """

    version = VersionField()
    HOURS = {
        "volunteer_hours": _("Hours of voluntary work"),
        "room_hours": _("Hours of rooms lent free of charge"),
    }

    def __init__(self, *args, before, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in Support:
            for group in Group:
                self.fields[f"{kind}-{group}"] = self._number(
                    f"{kind.label}, {group.label}", before.get((kind, group))
                )
        for name, label in self.HOURS.items():
            self.fields[name] = self._number(label, before.get(name))

    def _number(self, label, hint):
        field = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)
        field.widget.attrs |= {"class": "count", "inputmode": "numeric"}
        if hint is not None:
            field.help_text = gettext("last: %(number)s") % {"number": hint}
        return field

    @property
    def rows(self):
        """(label of the kind, [(label of the group, field)]) in the order of reading."""
        return [
            (kind.label, [(group.label, self[f"{kind}-{group}"]) for group in Group])
            for kind in Support
        ]

    @property
    def heads(self):
        return [group.label for group in Group]

    @property
    def hours(self):
        return [self[name] for name in self.HOURS]

    @property
    def numbers(self):
        """What `counting.log` wants."""
        data = self.cleaned_data
        counts = {(k.value, g.value): data[f"{k}-{g}"] or 0 for k in Support for g in Group}
        return {
            "counts": counts,
            "version": data["version"],
            **{name: data[name] or 0 for name in self.HOURS},
        }


def month_initial(month, counts):
    """The initial values of a month that is logged already."""
    values = {f"{row.kind}-{row.group}": row.number for row in counts}
    hours = {name: getattr(month, name) for name in MonthForm.HOURS}
    return {**values, **hours, "version": month.version}


class GiftForm(ModelForm):
    """A gift in kind."""

    class Meta:
        model = Gift
        fields = giving.COLUMNS

    def __init__(self, *args, club, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.club = club
        self.fields["giver"].queryset = Partner.objects.held_by(club.partnership)
        self.fields["giver"].empty_label = _("not in the register")
        self.fields["given_on"].required = True

    def clean(self):
        data = super().clean()
        if not self.errors.keys() & {"giver", "giver_words"}:
            if not data.get("giver") and not data.get("giver_words"):
                self.add_error("giver", _("Choose the giver, or say in words who it was."))
            elif data.get("giver") and data.get("giver_words"):
                self.add_error("giver_words", _("Either a giver from the register or words."))
        return data

    @property
    def columns(self):
        """The cleaned values as columns of the gift."""
        return {name: self.cleaned_data[name] for name in giving.COLUMNS}


class ThankForm(Form):
    """How the giver is thanked: by e-mail to a contact, or on paper."""

    to = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    PAPER = "paper"

    def __init__(self, *args, addresses, **kwargs):
        super().__init__(*args, **kwargs)
        by_mail = [(email, f"{name} <{email}>") for email, name in addresses]
        paper = (self.PAPER, _("on paper: I print, sign and post the letter"))
        self.fields["to"].choices = [*by_mail, paper]


class MessageForm(Form):
    """What a visitor asks a club. The trap is a field that people do not see."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Write only how the club can help you. Leave out health, numbers of documents and other people’s names."
        ),
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("So that they can answer you. It is not kept and not published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def from_robot(self):
        """Whether the field that people leave empty was filled in."""
        return bool(self.cleaned_data.get("website"))
