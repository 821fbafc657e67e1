"""What records say in English, in the reader's language."""

import re

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from programme.choices import Precision

MONTH = re.compile(r"(\d{4})-(\d{2})$")
SAYINGS = {
    "about 2010": gettext_lazy("about 2010"),
    "about 2007 (interview after March training)": gettext_lazy(
        "about 2007 (an interview after the training in March)"
    ),
    "Zgorzelec is printed twice in 2003/2004; kept once. "
    "Labels as in the source, 'powiat' dropped.": gettext_lazy(
        "Zgorzelec is printed twice in 2003/2004 and kept once. The labels are those of the "
        "source, without the word for county."
    ),
    "several thousand": gettext_lazy("several thousand"),
    "one month": gettext_lazy("a month"),
    "factor analysis of the county business environment": gettext_lazy(
        "analysis of the factors of the county's business environment"
    ),
    "analysis of renewal principles": gettext_lazy("analysis by the principles of renewal"),
    "creating ideas": gettext_lazy("creating ideas"),
    "working up and choosing projects": gettext_lazy("working up and choosing projects"),
    "siedlecki (with city and gmina Siedlce)": gettext_lazy(
        "siedlecki (with the city and the commune of Siedlce)"
    ),
}


def said(text: str) -> str:
    """A saying of a record in the reader's language; what we do not know stays as it is."""
    if found := MONTH.match(text):
        month = str(MONTHS[int(found[2])])
        # Polish writes months with a small letter, Django with a capital one.
        return f"{month.lower() if get_language() == 'pl' else month} {found[1]}"
    return str(SAYINGS.get(text, text))


def number(figure) -> str:
    """A figure as people write it: 60, about 300, more than 200, several thousand."""
    if figure.value is None:
        return said(figure.words)
    shown = number_format(figure.value, use_l10n=True, force_grouping=True)
    if figure.precision == Precision.ABOUT:
        return _("about %(number)s") % {"number": shown}
    if figure.precision == Precision.OVER:
        return _("more than %(number)s") % {"number": shown}
    return shown
