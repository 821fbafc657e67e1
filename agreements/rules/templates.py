"""Ready templates. The text is Polish, because the agreements are; offices change it freely.

No legal basis stands here: the office enters it for each agreement, with its date.
"""

_PRINCIPLES = """Dwustronna informacja, odpowiedzialność społeczna i rozliczanie się z działań
Otwartość na wszystkie grupy i zakaz dyskryminacji
Działanie zgodne z prawem i zasadami demokracji
Dobrowolność i nieodpłatność udziału"""

_TEXT = """§ 1. Przedmiot
Strony zawierają partnerstwo lokalne i będą wspólnie {aim}.

§ 2. Cele
Cel główny i cele szczegółowe są wymienione w części wstępnej porozumienia i stanowią jego treść.

§ 3. Zasady współpracy
Strony działają dobrowolnie i nieodpłatnie, informują się wzajemnie i otwarcie o swoich działaniach, nie wykluczają nikogo i działają w granicach prawa.

§ 4. Koordynacja
Pracę partnerstwa koordynuje strona wskazana jako koordynator. Sygnatariusze tworzą grupę liderów, która odpowiada za kierunek działań.

§ 5. Przystąpienie
Nowa strona przystępuje przez złożenie deklaracji. Jest stroną od dnia wskazanego przy jej przyjęciu.

§ 6. Wystąpienie
Strona może wystąpić przez pisemne oświadczenie złożone koordynatorowi z zachowaniem terminu, który w nim podaje.

§ 7. Zmiany
Zmiana porozumienia wymaga aneksu podpisanego w ten sam sposób co porozumienie.

§ 8. Wejście w życie
Porozumienie wchodzi w życie zgodnie z regułą podaną w części wstępnej."""

READY = (
    {
        "title": "Porozumienie o zawarciu Partnerstwa Lokalnego",
        "main_goal": "Ożywienie społeczno-gospodarcze powiatu i aktywizacja lokalnego rynku pracy.",
        "goals": "Tworzenie i utrzymanie miejsc pracy\n"
        "Wspieranie istniejących firm i zachęcanie do zakładania nowych\n"
        "Wspólne przygotowanie i prowadzenie projektów gospodarczych",
        "principles": _PRINCIPLES,
        "text": _TEXT.format(aim="działać na rzecz ożywienia gospodarczego i rynku pracy powiatu"),
    },
    {
        "title": "Porozumienie o współpracy międzypowiatowej",
        "main_goal": "Wspólne działanie sąsiednich powiatów na rzecz rynku pracy.",
        "goals": "Wymiana wiedzy między urzędami i partnerami\n"
        "Wspólne przedsięwzięcia ponad granicami powiatów",
        "principles": _PRINCIPLES,
        "text": _TEXT.format(aim="prowadzić przedsięwzięcia ważne dla obu powiatów"),
    },
    {
        "title": "Porozumienie na rzecz rozwoju ekonomii społecznej",
        "main_goal": "Włączenie do pracy i życia społecznego osób zagrożonych wykluczeniem.",
        "goals": "Rozwój podmiotów ekonomii społecznej\n"
        "Miejsca pracy dla osób w trudnej sytuacji\n"
        "Usługi społeczne potrzebne mieszkańcom",
        "principles": _PRINCIPLES,
        "text": _TEXT.format(aim="rozwijać ekonomię społeczną w powiecie"),
    },
)
