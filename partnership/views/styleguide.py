"""The page that shows every part of every page, in every state."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from core.access import public
from core.charts import COLUMNS, STACKED, Cell, Chart, Row, single
from core.forms import Form
from counties.models import Partnership

FOLDER = Path(settings.BASE_DIR) / "templates" / "styleguide" / "examples"
EXAMPLES = {
    "buttons": _("Buttons"),
    "confirm_button": _("Button that changes something"),
    "badges": _("Badges"),
    "notices": _("Notices"),
    "messages": _("Messages"),
    "form": _("Form"),
    "form_with_errors": _("Form with errors"),
    "error_summary": _("Error summary"),
    "filter_form": _("Filters of a list"),
    "table": _("Table"),
    "pagination": _("Pages of the list"),
    "empty": _("Empty list"),
    "facts": _("Facts"),
    "cards_and_figures": _("Cards and figures"),
    "progress": _("Progress"),
    "steps": _("Steps"),
    "tabs": _("Tabs"),
    "breadcrumbs": _("Breadcrumbs"),
    "timeline": _("Timeline"),
    "money_bar": _("Sources of money"),
    "chart": _("Charts"),
    "long_texts": _("Long texts and agendas"),
    "header_and_footer": _("Header, footer and mark"),
    "icons": _("Icons"),
}
TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
# (words, ground) token pairs that stand on each other on our pages.
PAIRS = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "neutral-soft"),
    ("link", "ground"),
    ("link", "surface"),
    ("link-visited", "ground"),
    ("accent", "ground"),
    ("accent", "accent-soft"),
    ("accent-deep", "accent-soft"),
    ("accent-deep", "surface"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("bad", "ground"),
    ("on-bad", "bad"),
    ("info", "info-soft"),
    ("on-band", "band"),
    ("ink", "neutral-soft"),
    ("ink", "good-soft"),
    ("ink", "warn-soft"),
    ("ink", "bad-soft"),
    ("ink", "info-soft"),
]


class SampleForm(Form):
    """One field of every kind."""

    at_rest = True  # its error summary does not take the focus

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We write to this address only about meetings."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    kind = forms.ChoiceField(
        label=_("Sector"),
        choices=[("", "–"), ("public", _("public")), ("private", _("private"))],
    )
    day = forms.DateField(label=_("Day"), required=False)
    about = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    answer = forms.ChoiceField(
        label=_("Will you come?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("maybe", _("Maybe"))],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        choices=[("work", _("work")), ("culture", _("culture"))],
        widget=forms.CheckboxSelectMultiple,
    )
    scan = forms.FileField(
        label=_("Scan"), required=False, help_text=_("PDF, JPG or PNG, up to 20 MB.")
    )
    agree = forms.BooleanField(label=_("I have the right to speak for this organisation"))


class SampleFilter(FilterSet):
    """A list's filter with one word to search."""

    q = CharFilter(label=_("Name contains"), method="all_of_them")

    class Meta:
        model = Partnership
        fields: list[str] = []

    def all_of_them(self, rows, name, value):
        return rows


@public
def styleguide(request):
    """Every component in every state, the colours with their contrast, the type scale."""
    context = {
        "form": SampleForm(auto_id="plain_%s"),
        "wrong_form": SampleForm({"email": "kowalska", "day": "31.02.2026"}, auto_id="wrong_%s"),
        "sample_filter": SampleFilter({}, queryset=Partnership.objects.none()),
        "page": Paginator(range(300), 25).page(4),
        "crumbs_sample": [("#", _("Home")), ("#", _("Partners")), ("", _("Sample organisation"))],
        "tabs": [("#", _("Description"), True), ("#", _("People"), False)],
        "steps": [
            (_("Draft"), "done"),
            (_("Consultation"), "current"),
            (_("Signing"), ""),
            (_("In force"), ""),
        ],
        "money": [
            (_("Private money"), Decimal("700000"), 70),
            (_("Commune"), Decimal("200000"), 20),
            (_("Labour Fund"), Decimal("100000.50"), 10),
        ],
        "chart": single(
            "bars",
            _("Partners by sector"),
            [_("Sector"), _("Partners")],
            [(_("public"), 12), (_("private"), 31), (_("social"), 23)],
        ),
        "charts": [
            sample_chart("stacked", _("Partners by commune and sector"), STACKED),
            sample_chart("columns", _("Meetings and people by year"), COLUMNS),
        ],
        "events": [
            {"date": dt.date(2018, 3, 1), "title": _("Consultation opened"), "tone": "info"},
            {
                "date": dt.datetime(2018, 4, 12, 9, 30, tzinfo=dt.UTC),
                "title": _("Ten signatures collected"),
                "text": _("The agreement came into force on the same day."),
                "tone": "good",
            },
        ],
    }
    context["examples"] = [
        example(name, title, context, request) for name, title in EXAMPLES.items()
    ]
    context["schemes"] = schemes()
    return render(request, "styleguide/index.html", context)


def sample_chart(key, title, form):
    """A chart of two series with two rows."""
    numbers = {"2018": (4, 9), "2019": (7, 3)}
    rows = [Row(label, [Cell(n, "#") for n in pair]) for label, pair in numbers.items()]
    heads = [_("Year"), _("public"), _("private")]
    return Chart(key, title, heads, rows, form, note=_("A note below the chart."))


def example(name, title, context, request):
    """One example: its title, what it looks like, and how it is written."""
    return {
        "name": name,
        "title": title,
        "html": get_template(f"styleguide/examples/{name}.html").render(context, request),
        "source": (FOLDER / f"{name}.html").read_text().strip(),
    }


def schemes():
    """The colour pairs of both schemes with their contrast, read from tokens.css."""
    light, dark = colours()
    return [
        (
            name,
            [
                (
                    words,
                    ground,
                    values[words],
                    values[ground],
                    contrast(values[words], values[ground]),
                )
                for words, ground in PAIRS
            ],
        )
        for name, values in [(_("Light scheme"), light), (_("Dark scheme"), dark)]
    ]


def colours():
    """The hex colours of tokens.css by name: those of the light and of the dark scheme."""
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return found[0], found[0] | found[1]


def contrast(one, other):
    """The contrast of two hex colours by WCAG 2, between 1 and 21."""
    low, high = sorted([luminance(one), luminance(other)])
    return round((high + 0.05) / (low + 0.05), 1)


def luminance(colour):
    """The relative luminance of a hex colour by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
