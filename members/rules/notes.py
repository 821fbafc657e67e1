"""What is said about a row of an import, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "no_name": _("The last name is missing."),
    "name_too_short": _("The first name is missing."),
    "control": _("A cell holds invisible control characters."),
    "too_long": _("A cell is longer than %(limit)s characters."),
    "link": _("“%(value)s” holds an address of a page or an e-mail instead of words."),
    "email": _("“%(value)s” is not an e-mail address."),
    "first_email": _("The first address is used; left out: %(others)s."),
    "phone": _("“%(value)s” is not a telephone number."),
    "first_phone": _("Only the first telephone number is used: %(value)s."),
    "nip": _("“%(value)s” is not a right NIP: compare its digits."),
    "date": _("“%(value)s” is not a date."),
    "sector": _("The sector “%(value)s” is not on the list."),
    "kind": _("The kind “%(value)s” is not on the list."),
    "commune": _("The commune “%(value)s” is not in this county."),
    "two_communes": _("Two communes are called “%(value)s”: give the TERC code."),
    "no_partner": _("The organisation “%(value)s” is not in the register."),
    "no_sector": _("The new organisation “%(value)s” needs a sector."),
    "no_kind": _("The new organisation “%(value)s” needs a kind."),
    "partner_name": _("An organisation needs its name, not only its NIP."),
    "new_partner": _("The organisation “%(value)s” will be added."),
    "nip_of": _("The NIP belongs to “%(value)s”; that organisation is used."),
    "new_role": _("The person is known; only the function at “%(value)s” is added."),
    "known": _("In the register already: %(value)s."),
    "known_differs": _("In the register already: %(value)s, with other contact data."),
    "same_as": _("The same person as in row %(row)s."),
    "namesake": _("Somebody of this name is in the register; this is taken as another person."),
}


def told(notes) -> list[str]:
    """Notes, as `(code, parameters)` pairs, in the reader's language."""
    return [str(WORDS[code]) % params for code, params in notes]
