"""Which letter to whom, and under which occasion."""

import uuid

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from clubs.models import Adviser, Club, Gift
from core.links import link
from journal.rules.references import about
from members.letters import office
from members.letters.readers import Reader, letter_to
from members.models import Person, Role
from outbox.actions import letter, render
from outbox.models import Letter

THANKS = "club_thanks"
MESSAGE = "club_message"
TRAINING_ENDS = "training_ends"
TEMPLATE = "clubs/typst/thanks.typ"


def addresses(gift: Gift) -> list[tuple[str, str]]:
    """(address, name) of everybody at the giver who can be thanked by e-mail."""
    if gift.giver is None:
        return []
    found = {gift.giver.email: gift.giver.name} if gift.giver.email else {}
    roles = Role.objects.today().filter(partner=gift.giver)
    people = Person.objects.exclude(email="").filter(pk__in=roles.values("person"))
    for person in people:
        found.setdefault(person.email, str(person))
    return list(found.items())


def thanks(gift: Gift, email: str, name: str) -> Letter:
    """The letter of thanks to one address; one letter for a gift, whatever happens."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        return letter_to(
            Reader(email, name, language),
            THANKS,
            gift,
            gift.club.partnership,
            once=f"club_thanks:{gift.pk}",
            gift=gift,
            club=gift.club,
            things=gift.things,
        )


def thanks_sheet(gift: Gift) -> dict:
    """The letter of thanks as plain text for the PDF, in the present language."""
    club, office = gift.club, gift.club.partnership
    return {
        "title": _("Letter of thanks"),
        "place": f"{office.office_name}, {office.office_address}",
        "day": date_format(localdate(), "j E Y"),
        "to": gift.giver_name,
        "greeting": _("Dear Sir or Madam,"),
        "text": _("thank you for the gift that you made to a club (%(club)s): %(things)s.")
        % {"club": club.name, "things": gift.things},
        "why": _(
            "The club helps people who look for work, and lives on the goodwill of people and organisations like you."
        ),
        "facts": [
            [_("Gift"), gift.things],
            [_("Given on"), date_format(gift.given_on, "j E Y") if gift.given_on else ""],
            [_("Club"), f"{club.name}, {club.where}"],
        ],
        "sender": str(office),
        "sign": _("signature"),
    }


def message(club: Club, reply_to: str, text: str) -> list[Letter]:
    """A visitor's message as letters: to the leaders, or to the office if there are none."""
    partnership = club.partnership
    to = [(user.email, user.language) for user in club.leaders.filter(is_active=True)]
    stamp = uuid.uuid4()
    return [
        letter(
            once=f"club_message:{stamp}:{number}",
            kind=MESSAGE,
            to_email=email,
            about=about(club),
            statutory=True,
            partnership=partnership,
            reply_to=reply_to,
            **render(
                MESSAGE,
                {
                    "club": club,
                    "partnership": partnership,
                    "text": text,
                    "reply_to": reply_to,
                    "url": link("clubs:detail", club.pk, language=language),
                },
                language,
            ),
        )
        for number, (email, language) in enumerate(
            to or [(partnership.office_email, settings.LANGUAGE_CODE)]
        )
    ]


def training_ends(adviser: Adviser) -> list[Letter]:
    """Reminds the office that a training ends; once for each day on which it is to end."""
    return office.remind(
        TRAINING_ENDS,
        adviser,
        adviser.partnership,
        once=f"{TRAINING_ENDS}:{adviser.pk}:{adviser.valid_until}",
        view=("clubs:office_advisers",),
        adviser=adviser,
    )
