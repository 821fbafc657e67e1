"""Facts of the Nowy Dwór Mazowiecki partnership, each with its public source.

Office holders appear in function only, as the sources name them. What is made up
to fill a screen says so in its own words ("próbny", "przykład").
"""

import datetime as dt
from typing import Any

from members.choices import PartnerKind as Kind
from members.choices import Sector

SEED = "nota „Partnerstwo lokalne w powiecie nowodworskim”, 8.06.2018"
PUBLIC_SOURCE = "publiczna informacja o podpisaniu porozumienia z 19.04.2018"

# The bodies that signed on 19 April 2018: name, short name, kind, commune code.
BODIES = [
    ("Powiat Nowodworski", "", Kind.COUNTY, None),
    (
        "Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim",
        "PUP Nowy Dwór Mazowiecki",
        Kind.COUNTY_LABOUR_OFFICE,
        "141401",
    ),
    ("Miasto Nowy Dwór Mazowiecki", "", Kind.COMMUNE, "141401"),
    ("Gmina Nasielsk", "", Kind.COMMUNE, "141404"),
    ("Gmina Zakroczym", "", Kind.COMMUNE, "141406"),
    ("Gmina Czosnów", "", Kind.COMMUNE, "141402"),
    ("Gmina Leoncin", "", Kind.COMMUNE, "141403"),
    ("Gmina Pomiechówek", "", Kind.COMMUNE, "141405"),
    ("Powiatowa Rada Rynku Pracy powiatu nowodworskiego", "", Kind.LABOUR_COUNCIL, None),
]

# Where the communes lie, as (column, row) of a grid: a scheme for the map, no boundaries.
PLACES = {
    "141404": (2, 0),
    "141406": (0, 1),
    "141401": (1, 1),
    "141405": (2, 1),
    "141403": (0, 2),
    "141402": (1, 2),
}

AGREEMENT_2018: dict[str, Any] = {
    "title": (
        "Porozumienie o zawarciu Partnerstwa Lokalnego na rzecz ożywienia "
        "społeczno-gospodarczego i aktywizacji nowodworskiego rynku pracy"
    ),
    "signed_on": dt.date(2018, 4, 19),
    "occasion": "Nadzwyczajne posiedzenie Powiatowej Rady Rynku Pracy",
    "principles": [
        "dwukierunkowa informacja, społeczna odpowiedzialność i rozliczalność",
        "otwartość na wszystkie grupy, bez dyskryminacji",
        "działanie zgodne z prawem i zasadami demokracji",
        "dobrowolność i bezinteresowność",
    ],
}

# Body, function, first and last name, in the order of the source.
SIGNATORIES_2018 = [
    ("Powiat Nowodworski", "Starosta Nowodworski", "Magdalena", "Biernacka"),
    ("Powiat Nowodworski", "Wicestarosta", "Paweł", "Calak"),
    ("Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim", "Dyrektor PUP", "Marzena", "Boczek"),
    ("Miasto Nowy Dwór Mazowiecki", "Burmistrz", "Jacek", "Kowalski"),
    ("Gmina Nasielsk", "Burmistrz", "Bogdan", "Ruszkowski"),
    ("Gmina Zakroczym", "Burmistrz", "Artur", "Ciecierski"),
    ("Gmina Czosnów", "Wójt", "Antoni", "Kręźlewicz"),
    ("Gmina Leoncin", "Wójt", "Adam Mirosław", "Krawczak"),
    ("Gmina Pomiechówek", "Wójt", "Dariusz Tomasz", "Bielecki"),
    (
        "Powiatowa Rada Rynku Pracy powiatu nowodworskiego",
        "Przewodniczący",
        "Krystian",
        "Buszta",
    ),
]

AGREEMENT_2024 = {
    "title": (
        "Porozumienie o zawarciu Partnerstwa Lokalnego na rzecz rozwoju ekonomii społecznej "
        "w powiecie nowodworskim"
    ),
    "signed_on": dt.date(2024, 9, 18),
}

# Made-up organisations that fill the register: name, kind, sector, commune code.
SAMPLE_PARTNERS = [
    ("Przykładowa Piekarnia „Kłos”", Kind.EMPLOYER, Sector.BUSINESS, "141404"),
    ("Przykładowe Zakłady Mebli „Dąb”", Kind.EMPLOYER, Sector.BUSINESS, "141401"),
    ("Przykładowa Żegluga Wiślana", Kind.EMPLOYER, Sector.BUSINESS, "141403"),
    ("Przykładowa Hurtownia Ogrodnicza", Kind.EMPLOYER, Sector.BUSINESS, "141402"),
    ("Przykładowy Cech Rzemiosł Różnych", Kind.GUILD, Sector.BUSINESS, "141401"),
    ("Przykładowa Izba Przedsiębiorców", Kind.CHAMBER, Sector.BUSINESS, None),
    ("Przykładowy Zespół Szkół Zawodowych", Kind.SCHOOL, Sector.PUBLIC, "141401"),
    ("Przykładowy Ośrodek Pomocy Społecznej", Kind.WELFARE, Sector.PUBLIC, "141406"),
    ("Przykładowe Centrum Rodziny", Kind.FAMILY_CENTRE, Sector.PUBLIC, None),
    (
        "Stowarzyszenie Przykładowe „Nad Wkrą”",
        Kind.ASSOCIATION,
        Sector.SOCIAL,
        "141405",
    ),
    ("Fundacja Przykładowa „Krok”", Kind.FOUNDATION, Sector.SOCIAL, "141401"),
    ("Spółdzielnia Socjalna Przykład", Kind.COOPERATIVE, Sector.SOCIAL, "141406"),
    ("Przykładowa Lokalna Grupa Działania", Kind.ACTION_GROUP, Sector.SOCIAL, None),
    ("Parafia przykładowa", Kind.PARISH, Sector.SOCIAL, "141402"),
    ("Przykładowy Związek Zawodowy", Kind.UNION, Sector.SOCIAL, "141401"),
]

# Held meetings: title, day, hours, place, host, people who came, public words, source.
MEETINGS: list[dict[str, Any]] = [
    {
        "title": "Konferencja inaugurująca Partnerstwo Lokalne",
        "kind": "inauguration",
        "day": dt.date(2018, 6, 6),
        "place": "Miętowe Wzgórza, Trębki Nowe",
        "host": "Gmina Zakroczym",
        "came": 200,
        "words": "Pierwsza konferencja cyklu warsztatów Lokalnego Ożywienia Gospodarczego.",
        "source": "„Takie spotkania są potrzebne”, nowodworski.info, 15.06.2018",
    },
    {
        "title": "Warsztaty Lokalnego Ożywienia Gospodarczego w gminie Leoncin",
        "kind": "workshop",
        "day": dt.date(2018, 9, 12),
        "place": "Gmina Leoncin",
        "host": "Gmina Leoncin",
        "came": 130,
        "words": (
            "Rozmawiano o lokalnym rynku pracy, turystyce, wyjazdach młodych do pracy, "
            "usługach, wsparciu firm, transporcie i inicjatywach obywatelskich."
        ),
        "source": "„Warsztaty w Gminie Leoncin”, artixen.net",
    },
    {
        "title": "Gala projektów „Siła Partnerstwa”",
        "kind": "gala",
        "day": dt.date(2018, 12, 12),
        "place": "Hotel Royal, Modlin",
        "host": "Powiat Nowodworski",
        "came": None,
        "words": "Konferencja zamykająca cykl: przedstawiono projekty na lata 2018–2023.",
        "source": "„Konferencja Siła Partnerstwa w powiecie nowodworskim”, nasielsk.pl",
    },
    {
        "title": "Inauguracja Partnerstwa Międzypowiatowego",
        "kind": "inauguration",
        "day": dt.date(2019, 4, 11),
        "place": "Hotel Windsor, Jachranka",
        "host": None,
        "came": 250,
        "words": "Konferencja powiatów legionowskiego i nowodworskiego; podpisano porozumienie.",
        "source": "powiat-legionowski.pl, „Inauguracja Partnerstwa Międzypowiatowego”",
    },
    {
        "title": "Podsumowanie Partnerstwa Międzypowiatowego",
        "kind": "yearly",
        "day": dt.date(2019, 11, 27),
        "place": "powiaty legionowski i nowodworski",
        "host": None,
        "came": None,
        "words": (
            "Wybrano cztery tematy na 2020 rok, każdy z liderem: turystyka, rzemiosło, "
            "współpraca przedsiębiorców, zatrudnianie cudzoziemców."
        ),
        "source": "„Podsumowanie Partnerstwa Międzypowiatowego”, leoncin.pl",
    },
    {
        "title": "Konferencja inaugurująca partnerstwo na rzecz ekonomii społecznej",
        "kind": "inauguration",
        "day": dt.date(2024, 10, 8),
        "place": "powiat nowodworski",
        "host": "Powiat Nowodworski",
        "came": 150,
        "words": "Konferencja po podpisaniu porozumienia z 18 września 2024 r.",
        "source": "wupwarszawa.praca.gov.pl, „Inauguracja Partnerstwa Lokalnego” (2024)",
    },
]

GALA_SOURCE = "„Konferencja Siła Partnerstwa w powiecie nowodworskim”, nasielsk.pl, 12.12.2018"

# Projects shown at the gala: title, summary, communes (none = whole county), chosen.
PROJECTS = [
    (
        "Ścieżki rowerowe przez wszystkie gminy powiatu",
        "Sieć ścieżek rowerowych biegnących przez wszystkie gminy powiatu.",
        [],
        True,
    ),
    (
        "Nowodworska platforma usługowo-biznesowa",
        "Powiatowa platforma usług i współpracy firm.",
        [],
        True,
    ),
    ("Nowoczesna szkoła", "Szkoła odpowiadająca na potrzeby dzisiejszego rynku pracy.", [], True),
    (
        "Zagospodarowanie brzegu Wisły w Leoncinie",
        "Wykorzystanie nadwiślańskiego brzegu w gminie Leoncin.",
        ["141403"],
        True,
    ),
    (
        "Szlakiem nasielskiego guzika",
        "Szlak nawiązujący do tradycji wyrobu guzików w Nasielsku; pomysł mieszkańca.",
        ["141404"],
        False,
    ),
]

# Bodies of the inter-county agreement that stand outside the county: name, kind.
OUTSIDE_BODIES = [
    ("Wojewódzki Urząd Pracy w Warszawie", Kind.VOIVODESHIP_LABOUR_OFFICE),
    ("Powiat Legionowski", Kind.COUNTY),
    ("Powiatowy Urząd Pracy w Legionowie", Kind.COUNTY_LABOUR_OFFICE),
]

AGREEMENT_2019 = {
    "title": (
        "Porozumienie o współpracy i tworzeniu partnerstwa międzypowiatowego na rzecz ożywienia "
        "społeczno-gospodarczego powiatów legionowskiego i nowodworskiego"
    ),
    "signed_on": dt.date(2019, 4, 11),
    "place": "Hotel Windsor, Jachranka",
}

# Present in function on that day; the sources print no list of signatures.
SIGNATORIES_2019 = [
    ("Wojewódzki Urząd Pracy w Warszawie", "Dyrektor", "Tomasz Sieradz"),
    ("Powiat Legionowski", "Starosta", "Robert Wróbel"),
    ("Powiat Nowodworski", "Starosta", "Krzysztof Kapusta"),
    ("Powiatowy Urząd Pracy w Legionowie", "Dyrektor", "Elżbieta Szczepańska"),
    ("Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim", "Dyrektor", "Marzenna Boczek"),
]
UNNAMED = "(źródło nie podaje nazwiska)"
SIGNATORIES_2024 = [
    ("Powiat Nowodworski", "Starosta Nowodworski", "Magdalena Biernacka"),
    ("Powiatowy Urząd Pracy w Nowym Dworze Mazowieckim", "Dyrektor", UNNAMED),
    ("Miasto Nowy Dwór Mazowiecki", "Burmistrz", UNNAMED),
    ("Gmina Nasielsk", "Burmistrz", UNNAMED),
    ("Gmina Zakroczym", "Burmistrz", UNNAMED),
    ("Gmina Czosnów", "Wójt", UNNAMED),
    ("Gmina Leoncin", "Wójt", UNNAMED),
    ("Gmina Pomiechówek", "Wójt", UNNAMED),
]
