"""The demo's agreements: three real ones, and samples in consultation and being signed."""

import datetime as dt

from django.utils.timezone import localdate

from agreements import actions
from agreements.choices import Level, PartnershipType
from sampledata.demo import facts

OFFICE = "Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim"
SUMMARY = (
    "Streszczenie na podstawie informacji publicznej ({source}). "
    "Pełny tekst porozumienia przechowuje urząd.\n\n{words}"
)

OF_THE_ACCOUNT = "Stowarzyszenie Przykładowe „Nad Wkrą”"
REMARKS = [
    "§ 1: dodać godziny nocnej zmiany (uwaga próbna).",
    "§ 2: podać dzień, od którego obowiązują nowe rozkłady (uwaga próbna).",
]
REPLY = "Nocna zmiana ma dowóz zakładowy (odpowiedź próbna)."


def sign(partnership, partners, actor) -> None:
    """Draft, sign and publish the agreements of 2018, 2019 and 2024; leave two on the way."""
    actions.ready_templates(partnership=partnership, actor=actor)
    desk = Desk(partnership, partners, actor)
    desk.conclude(
        facts.AGREEMENT_2018["title"],
        [
            (body, function, f"{first} {last}")
            for body, function, first, last in facts.SIGNATORIES_2018
        ],
        facts.AGREEMENT_2018["signed_on"],
        text=SUMMARY.format(
            source=facts.SEED,
            words="Sygnatariusze utworzyli grupę liderów odpowiedzialnych za koordynację. "
            "Podpisali także członkowie Rady, których źródło nie wymienia z nazwiska.",
        ),
        theme="ożywienie społeczno-gospodarcze",
        occasion=facts.AGREEMENT_2018["occasion"],
        principles="\n".join(facts.AGREEMENT_2018["principles"]),
    )
    desk.conclude(
        facts.AGREEMENT_2019["title"],
        facts.SIGNATORIES_2019,
        facts.AGREEMENT_2019["signed_on"],
        place=facts.AGREEMENT_2019["place"],
        text=SUMMARY.format(
            source="powiat-legionowski.pl; toiowo.eu",
            words="Źródła różnią się co do listy sygnatariuszy: jedno wymienia też burmistrzów, "
            "wójtów i prezydentów miast. Tu stoją osoby pełniące wtedy funkcje, które wymieniają oba.",
        ),
        theme="ożywienie społeczno-gospodarcze",
        level=Level.INTER_COUNTY,
    )
    desk.conclude(
        facts.AGREEMENT_2024["title"],
        facts.SIGNATORIES_2024,
        facts.AGREEMENT_2024["signed_on"],
        text=SUMMARY.format(
            source="wupwarszawa.praca.gov.pl, 2024",
            words="Cele: włączenie osób zagrożonych wykluczeniem w pracę i życie społeczne, "
            "tworzenie miejsc pracy, rozwój lokalny.",
        ),
        theme="ekonomia społeczna",
    )
    desk.leave_half_signed()
    desk.leave_in_consultation()


class Desk:
    """Where the office drafts, collects signatures and publishes."""

    def __init__(self, partnership, partners, actor):
        self.partnership, self.partners, self.actor = partnership, partners, actor

    def conclude(self, title, signatories, day, *, place="", **fields):
        """Carry one agreement from draft to force, signed on one day, and publish it."""
        untold = {
            "number": f"bez numeru, {day.year}",
            "legal_basis": "Źródło nie podaje podstawy prawnej.",
            "legal_basis_on": day,
            "valid_from": day,
        }
        agreement, seats = self._open(title, signatories, **untold, **fields)
        given = [actions.Given(seat) for seat in seats]
        actions.sign(agreement=agreement, given=given, on=day, place=place, actor=self.actor)
        actions.publish(agreement=agreement, actor=self.actor)

    def leave_half_signed(self):
        """A made-up agreement of which two of four have signed."""
        names = [name for name, *_rest in facts.SAMPLE_PARTNERS[:4]]
        seats = [(name, "prezes", f"Osoba Próbna {2 * n + 1:02}") for n, name in enumerate(names)]
        agreement, made = self._open(
            "Przykładowe porozumienie o praktykach zawodowych",
            seats,
            text="Przykładowy tekst: strony przyjmują uczniów na praktyki zawodowe.",
            theme="kształcenie zawodowe",
            number="PRÓBA/1",
            legal_basis="Podstawa próbna",
            legal_basis_on=localdate() - dt.timedelta(days=30),
            valid_from=localdate() - dt.timedelta(days=3),
        )
        actions.sign(
            agreement=agreement,
            given=[actions.Given(seat) for seat in made[:2]],
            on=localdate() - dt.timedelta(days=3),
            place="Nowy Dwór Mazowiecki",
            actor=self.actor,
        )

    def leave_in_consultation(self):
        """A made-up draft with one remark that is answered and one that waits."""
        names = [OF_THE_ACCOUNT, *(name for name, *_rest in facts.SAMPLE_PARTNERS[:2])]
        agreement, _seats = self._consult(
            "Przykładowe porozumienie o dojazdach do pracy",
            [(name, "prezes", f"Osoba Próbna {n + 20}") for n, name in enumerate(names)],
            text="Przykładowy tekst: strony uzgadniają rozkłady jazdy z godzinami pracy.",
            theme="dojazdy do pracy",
        )
        first, _second = [
            actions.remark(
                agreement=agreement, partner=self.partners[name], text=text, actor=self.actor
            )
            for name, text in zip(names[1:], REMARKS, strict=True)
        ]
        actions.answer(remark=first, verdict="declined", reply=REPLY, actor=self.actor)

    def _open(self, title, signatories, **fields):
        agreement, seats = self._consult(title, signatories, **fields)
        actions.open_signing(agreement=agreement, actor=self.actor)
        return agreement, seats

    def _consult(self, title, signatories, *, text, **fields):
        fields = {
            "level": Level.COUNTY,
            "partnership_type": PartnershipType.THREE_SECTOR,
            "coordinator": self.partners[OFFICE],
            **fields,
        }
        agreement = actions.draft(
            partnership=self.partnership, actor=self.actor, text=text, title=title, **fields
        )
        bodies = dict.fromkeys(body for body, *_rest in signatories)
        made = actions.add_parties(
            agreement=agreement,
            partners=[self.partners[body] for body in bodies],
            actor=self.actor,
        )
        party_of = {party.partner.name: party for party in made}
        seats = [
            actions.add_signatory(
                party=party_of[body], name=name, function=function, actor=self.actor
            )
            for body, function, name in signatories
        ]
        actions.choose_final(version=agreement.latest_version(), actor=self.actor)
        actions.consult(agreement=agreement, actor=self.actor)
        return agreement, seats
