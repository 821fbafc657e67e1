"""Forms of the office."""

import re

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.forms import Form, ModelForm, VersionField
from documents.forms import UploadField
from documents.kinds import IMAGES
from meetings.models import Meeting
from members.choices import PartnerStatus
from members.models import Partner
from news.models import Article, Photo
from projects.models import Project

FILE_NAME = re.compile(r"\.(jpe?g|png|webp|gif|heic)$", re.IGNORECASE)
SEVERAL = _("Hold Ctrl to choose several. Only those that are public show on the page.")


class ArticleForm(ModelForm):
    """The words of an article and what it tells of."""

    version = VersionField()

    class Meta:
        model = Article
        fields = ["title", "lead", "body", "meeting", "projects", "partners", "source_note"]
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 14}),
            "projects": forms.SelectMultiple(attrs={"size": 6}),
            "partners": forms.SelectMultiple(attrs={"size": 6}),
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = partnership
        meetings = Meeting.objects.held_by(partnership).took_place()
        self.fields["meeting"].queryset = meetings.order_by("-starts_at", "-pk")
        self.fields["meeting"].empty_label = _("no meeting")
        self.fields["meeting"].label_from_instance = named_with_day
        self.fields["projects"].queryset = Project.objects.held_by(partnership)
        self.fields["partners"].queryset = Partner.objects.held_by(partnership).filter(
            status=PartnerStatus.ADMITTED
        )
        for name in ("projects", "partners"):
            self.fields[name].help_text = SEVERAL

    @property
    def columns(self):
        """The cleaned values that are columns of the article."""
        names = ["title", "lead", "body", "meeting", "source_note"]
        return {name: self.cleaned_data[name] for name in names}


def named_with_day(meeting):
    """A meeting as people tell it from others: its day and its title."""
    return f"{meeting.when_machine[:10]} – {meeting.title}"


class PublishForm(Form):
    """The day under which the article stands in the list."""

    published_on = forms.DateField(
        label=_("Day of publication"),
        help_text=_("Today, or the day on which the text first appeared elsewhere."),
    )

    def clean_published_on(self):
        if self.cleaned_data["published_on"] > localdate():
            raise forms.ValidationError(_("The day of publication lies ahead."))
        return self.cleaned_data["published_on"]


class WithdrawForm(Form):
    """What visitors read instead of the article."""

    notice = forms.CharField(
        label=_("Public notice"),
        max_length=300,
        help_text=_("One sentence. Visitors will read only this."),
    )


class WordsForm(ModelForm):
    """The words of a photo."""

    class Meta:
        model = Photo
        fields = ["alternative", "caption", "credit"]
        widgets = {"alternative": forms.Textarea(attrs={"rows": 2})}

    def clean_alternative(self):
        """A file's name tells nobody what the photo shows."""
        words = self.cleaned_data["alternative"].strip()
        if FILE_NAME.search(words):
            raise forms.ValidationError(
                _("This is the name of a file. Describe what the photo shows.")
            )
        return words


class PhotoForm(WordsForm):
    """A new photo with its words."""

    upload = UploadField(label=_("photo"), kinds=IMAGES)
    may_publish = forms.BooleanField(
        label=_("The office may publish this photo, and the people who can be recognised agreed.")
    )

    def clean(self):
        """A browser does not send the chosen file a second time by itself: say so."""
        data = super().clean()
        if self.errors and "upload" in data:
            self.add_error("upload", _("Choose the photo once more; the browser let it go."))
        return data

    field_order = ["upload", "alternative", "caption", "credit", "may_publish"]
