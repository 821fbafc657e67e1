"""What the register holds, in memory, for comparing thousands of rows with it."""

import re
from collections import defaultdict

from core.text import fold
from counties.models import Territory
from members.models import Partner, Person, Role
from members.selectors.similar import name_key

KIND_OF_COMMUNE = re.compile(r"^(miasto i gmina|gmina|miasto|gm\.|m\.)\s*")


class Register:
    """The people, organisations and communes of one partnership.

    Rows that were judged good are remembered too, under made-up keys, so that
    a file is compared with itself as well.
    """

    def __init__(self, partnership):
        self.partner_by_nip, self.partner_by_name, self.partner_name = {}, {}, {}
        self.people_by_name = defaultdict(list)
        self.person_label, self.row_of = {}, {}
        # Ended roles too: an old list does not call back who has gone.
        self.roles = set(
            Role.objects.filter(partner__partnership=partnership).values_list(
                "person_id", "partner_id"
            )
        )
        partners = Partner.objects.held_by(partnership).order_by("-pk")
        for pk, name, short, nip in partners.values_list("pk", "name", "short_name", "nip"):
            self.remember_partner(pk, name, nip, short)
        people = Person.objects.held_by(partnership).order_by("pk")
        for pk, first, last, email, phone in people.values_list(
            "pk", "first_name", "last_name", "email", "phone"
        ):
            self.remember_person(pk, first, last, email, phone)
        self._read_communes(partnership)

    # --- remembering -------------------------------------------------------------

    def remember_partner(self, key, name, nip="", short=""):
        self.partner_name[key] = name
        for word in (name, short):
            if word:
                self.partner_by_name[fold(word)] = key
        if nip:
            self.partner_by_nip[nip] = key

    def remember_person(self, key, first, last, email, phone):
        self.people_by_name[name_key(first, last)].append((key, email.lower(), phone))
        self.person_label[key] = f"{first} {last}"

    # --- finding -----------------------------------------------------------------

    def find_partner(self, name, nip):
        """The key of the organisation with this NIP, else with this name, else None."""
        return (
            self.partner_by_nip.get(nip)
            if nip in self.partner_by_nip
            else (self.partner_by_name.get(fold(name)) if name else None)
        )

    def find_person(self, values, partner):
        """`(key, same contact data)` of the person meant, or `(None, namesakes exist)`.

        The same name and e-mail are the same person, and so are namesakes at the same
        organisation: an e-mail changes more often than two of one name work together.
        Without an e-mail on one side the same telephone decides; a bare name is taken
        for the person who has it. Other namesakes are different people.
        """
        email, phone = values["email"], values["phone"]
        alike = self.people_by_name.get(name_key(values["first_name"], values["last_name"]), [])
        for key, theirs, number in alike:
            if email and theirs == email:
                return key, not phone or phone == number
        for key, theirs, number in alike:
            same_phone = phone and phone == number and not (email and theirs)
            if same_phone or (partner is not None and (key, partner) in self.roles):
                return key, not email and (not phone or phone == number)
        if alike and not email and not phone and partner is None:
            return alike[0][0], True
        return None, bool(alike)

    def find_commune(self, name, terc):
        """`(TERC code, problem)`: one of the two is empty. No words give the whole county."""
        if terc:
            code = terc.strip()[:6]
            return (code, "") if code in self.commune_codes else ("", "commune")
        if not name:
            return "", ""
        codes = self.communes.get(KIND_OF_COMMUNE.sub("", fold(name)), [])
        if len(codes) == 1:
            return codes[0], ""
        return "", "two_communes" if codes else "commune"

    def _read_communes(self, partnership):
        self.communes = defaultdict(list)
        for code, name in partnership.communes.values_list("code", "name"):
            self.communes[fold(name)].append(code)
        current = Territory.objects.communes().current()
        self.commune_codes = set(current.values_list("code", flat=True))
