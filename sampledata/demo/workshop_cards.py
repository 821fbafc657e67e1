"""Made-up cards of the demo's sample cycles, whose names say that they are samples.

A card: topic of its group, kind, text, sector of the author, commune, what it answers.
"""

from workshops.choices import StageKind

TOWN, CZOSNOW, LEONCIN, NASIELSK, POMIECHOWEK, ZAKROCZYM = (f"14140{n}" for n in range(1, 7))
PUBLIC, BUSINESS, SOCIAL, RESIDENTS = "public", "business", "social", "residents"

BOARDS: dict[str, list[tuple]] = {
    StageKind.OPENING: [
        ("table", "asset", "Wisła, Narew i Wkra w jednym powiecie", SOCIAL, POMIECHOWEK, []),
        ("table", "asset", "Kolej i trasa S7 do Warszawy", BUSINESS, TOWN, []),
        ("table", "asset", "Twierdza Modlin", PUBLIC, TOWN, []),
        ("table", "asset", "Gospodarstwa z owocami i warzywami", BUSINESS, CZOSNOW, []),
        ("table", "asset", "Szkoły zawodowe z warsztatami", PUBLIC, NASIELSK, []),
        ("table", "problem", "Młodzi dojeżdżają do pracy poza powiat", RESIDENTS, LEONCIN, []),
        ("table", "problem", "Rano nie ma autobusu do zakładów", RESIDENTS, NASIELSK, []),
        ("table", "problem", "Brak opieki nad seniorami", SOCIAL, ZAKROCZYM, []),
        ("table", "problem", "Plony sprzedaje się bez przetworzenia", BUSINESS, CZOSNOW, []),
    ],
    StageKind.FACTORS: [
        ("capital", "strength", "Lokalny fundusz pożyczkowy", PUBLIC, TOWN, []),
        ("capital", "problem", "Nowa firma nie ma zabezpieczenia kredytu", BUSINESS, None, []),
        (
            "capital",
            "need",
            "Poręczenia dla pierwszej pożyczki",
            BUSINESS,
            None,
            ["Nowa firma nie ma zabezpieczenia kredytu"],
        ),
        ("business", "strength", "Zakłady mebli i części zamiennych", BUSINESS, TOWN, []),
        (
            "business",
            "need",
            "Wspólny magazyn i chłodnia",
            BUSINESS,
            CZOSNOW,
            ["Plony sprzedaje się bez przetworzenia"],
        ),
        (
            "business",
            "need",
            "Targ produktów powiatu",
            SOCIAL,
            NASIELSK,
            ["Plony sprzedaje się bez przetworzenia"],
        ),
        ("infrastructure", "strength", "Sieć świetlic wiejskich", PUBLIC, LEONCIN, []),
        (
            "infrastructure",
            "need",
            "Poranny dojazd do strefy przemysłowej",
            RESIDENTS,
            NASIELSK,
            ["Rano nie ma autobusu do zakładów"],
        ),
        (
            "infrastructure",
            "need",
            "Autobus o szóstej rano",
            RESIDENTS,
            NASIELSK,
            ["Rano nie ma autobusu do zakładów"],
        ),
        ("infrastructure", "need", "Dojazd na drugą zmianę", BUSINESS, POMIECHOWEK, []),
        ("human", "strength", "Rzemieślnicy gotowi uczyć zawodu", SOCIAL, TOWN, []),
        ("human", "problem", "Uczniowie nie znają miejscowych firm", PUBLIC, NASIELSK, []),
        (
            "human",
            "need",
            "Praktyki w firmach powiatu",
            PUBLIC,
            NASIELSK,
            ["Uczniowie nie znają miejscowych firm"],
        ),
        ("quality", "strength", "Szlaki wodne i leśne", SOCIAL, POMIECHOWEK, []),
        (
            "quality",
            "need",
            "Dzienna opieka nad seniorami",
            SOCIAL,
            ZAKROCZYM,
            ["Brak opieki nad seniorami"],
        ),
    ],
    StageKind.PRINCIPLES: [
        (
            "leaks",
            "leak",
            "Warzywa wracają jako przetwory z innych stron",
            BUSINESS,
            CZOSNOW,
            ["Plony sprzedaje się bez przetworzenia"],
        ),
        ("leaks", "leak", "Remonty zamawia się poza powiatem", PUBLIC, None, []),
        (
            "leaks",
            "niche",
            "Przetwórnia na zamówienie szkół i stołówek",
            SOCIAL,
            CZOSNOW,
            ["Wspólny magazyn i chłodnia"],
        ),
        ("existing", "chance", "Wspólna oferta zakładów mebli", BUSINESS, TOWN, []),
        (
            "existing",
            "niche",
            "Dowóz pracowników dla kilku firm naraz",
            BUSINESS,
            NASIELSK,
            ["Poranny dojazd do strefy przemysłowej"],
        ),
        (
            "new",
            "niche",
            "Usługi opiekuńcze spółdzielni socjalnej",
            SOCIAL,
            ZAKROCZYM,
            ["Dzienna opieka nad seniorami"],
        ),
        ("new", "niche", "Wypożyczalnie i noclegi nad Wkrą", SOCIAL, POMIECHOWEK, []),
        ("outside", "chance", "Wolna działka przy węźle S7", PUBLIC, CZOSNOW, []),
        ("outside", "need", "Jedno okno dla inwestora", BUSINESS, None, []),
    ],
    StageKind.IDEAS: [
        (
            "leaks",
            "idea",
            "Kuchnia lokalnych produktów",
            BUSINESS,
            CZOSNOW,
            [
                "Warzywa wracają jako przetwory z innych stron",
                "Przetwórnia na zamówienie szkół i stołówek",
            ],
        ),
        (
            "existing",
            "idea",
            "Linia pracownicza na trzy zmiany",
            BUSINESS,
            NASIELSK,
            ["Dowóz pracowników dla kilku firm naraz", "Poranny dojazd do strefy przemysłowej"],
        ),
        (
            "existing",
            "idea",
            "Dzień otwarty zakładów dla uczniów",
            PUBLIC,
            TOWN,
            ["Praktyki w firmach powiatu"],
        ),
        (
            "new",
            "idea",
            "Opieka dzienna dla seniorów",
            SOCIAL,
            ZAKROCZYM,
            ["Usługi opiekuńcze spółdzielni socjalnej", "Dzienna opieka nad seniorami"],
        ),
        (
            "new",
            "idea",
            "Szlak kajakowy Wkry",
            SOCIAL,
            POMIECHOWEK,
            ["Wypożyczalnie i noclegi nad Wkrą"],
        ),
        (
            "outside",
            "idea",
            "Jedna osoba dla inwestora w urzędzie",
            PUBLIC,
            None,
            ["Jedno okno dla inwestora"],
        ),
    ],
}

# Topic, texts of the originals, words of the new head.
MERGED: dict[str, list[tuple]] = {
    StageKind.FACTORS: [
        (
            "infrastructure",
            ["Autobus o szóstej rano", "Dojazd na drugą zmianę"],
            "Dojazd do pracy rano i wieczorem",
        )
    ],
}

# What phones sent and nobody has looked at: topic, kind, text.
WAITING: dict[str, list[tuple]] = {
    StageKind.FACTORS: [
        ("human", "need", "Kurs dla osób po pięćdziesiątce"),
        ("quality", "need", "Żłobek czynny od szóstej rano"),
    ],
}

# The cycle that has just begun.
NEW_BOARDS: dict[str, list[tuple]] = {
    StageKind.OPENING: [
        ("table", "asset", "Zakłady, które uczą zawodu", BUSINESS, NASIELSK, []),
        ("table", "asset", "Kluby w czterech gminach", SOCIAL, None, []),
        ("table", "problem", "Co czwarty rzemieślnik niedługo odejdzie", BUSINESS, TOWN, []),
        ("table", "problem", "Młode matki nie mają jak wrócić do pracy", RESIDENTS, LEONCIN, []),
    ],
    StageKind.FACTORS: [
        (
            "business",
            "need",
            "Następcy dla warsztatów bez dzieci",
            BUSINESS,
            TOWN,
            ["Co czwarty rzemieślnik niedługo odejdzie"],
        ),
        ("human", "strength", "Mistrzowie, którzy chcą uczyć", BUSINESS, NASIELSK, []),
        (
            "human",
            "need",
            "Powrót do pracy na część etatu",
            RESIDENTS,
            LEONCIN,
            ["Młode matki nie mają jak wrócić do pracy"],
        ),
        (
            "quality",
            "need",
            "Opieka nad dziećmi w godzinach zmian",
            RESIDENTS,
            ZAKROCZYM,
            ["Młode matki nie mają jak wrócić do pracy"],
        ),
    ],
}
NEW_SUMMARY = (
    "Zasoby: zakłady, które uczą, i kluby. Problemy: rzemieślnicy bez następców, powrót matek "
    "do pracy. (wynik próbny)"
)

SUMMARIES: dict[str, str] = {
    StageKind.OPENING: (
        "Zasoby: rzeki, położenie przy S7 i kolei, szkoły zawodowe, gospodarstwa. "
        "Problemy: dojazd do pracy, wyjazdy młodych, opieka nad seniorami, sprzedaż plonów "
        "bez przetworzenia. (wynik próbny)"
    ),
    StageKind.FACTORS: (
        "Najczęściej wracały: poranny dojazd do zakładów, wspólny magazyn i przetwórstwo, "
        "praktyki uczniów, dzienna opieka nad seniorami. (wynik próbny)"
    ),
    StageKind.PRINCIPLES: (
        "Pieniądze wyciekają w przetworach i remontach. Nisze: przetwórnia, usługi opiekuńcze, "
        "turystyka nad Wkrą, dowóz pracowników. (wynik próbny)"
    ),
    StageKind.IDEAS: ("Cztery pomysły dostały liderów i karty projektów. (wynik próbny)"),
}

# Commune, made-up number of unemployed people.
FIGURES = [
    ("Nowy Dwór Mazowiecki", 610),
    ("Czosnów", 150),
    ("Leoncin", 110),
    ("Nasielsk", 480),
    ("Pomiechówek", 190),
    ("Zakroczym", 170),
    ("", 1710),
]
