"""The file of records paraphrases its sources in English; the portal speaks Polish.

Names, titles and addresses are Polish in the file and stay as they are.
"""

WORDS = {
    # agreements: what for, between whom
    "extraordinary session of the county labour market council": "nadzwyczajne posiedzenie Powiatowej Rady Rynku Pracy",
    "director of PUP Nowy Dwór Mazowiecki together with the starosta": "dyrektor PUP w Nowym Dworze Mazowieckim w porozumieniu ze starostą",
    "the signatories": "sygnatariusze",
    "members of the county labour market council (number and names not given)": "członkowie Powiatowej Rady Rynku Pracy (źródło nie podaje liczby ani nazwisk)",
    "two-way information, social responsibility and accountability": "dwukierunkowa informacja, społeczna odpowiedzialność i rozliczalność",
    "openness to all groups, no discrimination": "otwartość na wszystkie grupy, bez dyskryminacji",
    "lawful and democratic action": "działanie zgodne z prawem i zasadami demokracji",
    "voluntary and unpaid": "dobrowolność i bezinteresowność",
    "Gminas and functions are matched by order in the seed's list (mayors: Nowy Dwór Maz., Nasielsk, Zakroczym; wójts: Czosnów, Leoncin, Pomiechówek). The seed gives the PUP director's first name as Marzena and, elsewhere, Marzenna.": "Gminy przypisano do osób według kolejności w źródle. Imię dyrektor PUP źródło podaje dwojako: Marzena i Marzenna.",
    "social economy": "ekonomia społeczna",
    "towns and gminas of the county": "miasta i gminy powiatu",
    "mayors and wójts": "burmistrzowie i wójtowie",
    "members": "członkowie",
    "bring people at risk of exclusion into work and community": "włączenie osób zagrożonych wykluczeniem w pracę i życie społeczne",
    "create jobs": "tworzenie miejsc pracy",
    "local development": "rozwój lokalny",
    "The page names the starosta as speaker at the conference; the office signs.": "Źródło wymienia starostę jako mówcę na konferencji; podpisuje urząd.",
    "The county page names starosts, city presidents, mayors, wójts and PUP directors as signatories; the newspaper names WUP, two starost's offices and two PUPs.": "Źródła różnią się co do sygnatariuszy: strona powiatu wymienia starostów, prezydentów miast, burmistrzów, wójtów i dyrektorów PUP, a gazeta WUP, dwa starostwa i dwa PUP.",
    "Names are those of office holders present in function; the sources do not print a signature list.": "Nazwiska osób obecnych z urzędu; listy podpisów źródła nie podają.",
    "ceremonial signing": "uroczyste podpisanie",
    "city authorities": "władze miasta",
    "training institutions": "instytucje szkoleniowe",
    "universities": "uczelnie wyższe",
    "NGOs": "organizacje pozarządowe",
    "trade unions": "związki zawodowe",
    "employers": "pracodawcy",
    "Cut unemployment and revive the local labour market through local social policy and labour-market measures that keep and raise employment and self-employment, help enterprise and ease social problems.": "Ograniczenie bezrobocia i ożywienie lokalnego rynku pracy przez lokalną politykę społeczną i aktywizację rynku pracy: utrzymanie i wzrost zatrudnienia oraz samozatrudnienia, wspieranie przedsiębiorczości, łagodzenie problemów społecznych.",
    "Bring people, above all those in a hard position on the labour market, into work and social life": "Aktywizacja zawodowa i społeczna osób, zwłaszcza w szczególnej sytuacji na rynku pracy",
    "Help enterprise grow with the tools the law allows": "Wspieranie przedsiębiorczości w sposób zgodny z prawem",
    "Use local resources, people first": "Wykorzystanie lokalnych zasobów, przede wszystkim ludzkich",
    "Raise employability by joining up lifelong learning and training fitted to local demand": "Poprawa zdolności do zatrudnienia: kształcenie ustawiczne i szkolenia dostosowane do potrzeb lokalnego rynku pracy",
    "Improve dialogue and partnership so that joint ventures and projects come about": "Doskonalenie dialogu i partnerstwa dla wspólnych przedsięwzięć i projektów",
    "Work together to win outside money (ESF and other) for the local labour market": "Wspólne pozyskiwanie środków zewnętrznych (EFS i innych) na lokalny rynek pracy",
    "Treat partnership as a way to stir the market and a tool of work, social activation and active inclusion": "Partnerstwo jako sposób na pobudzenie rynku oraz narzędzie aktywizacji zawodowej i społecznej i aktywnej integracji",
    "joint action for the local labour market": "wspólne działania na rzecz rozwoju lokalnego rynku pracy",
    "date and parties not given; the page describes 2002–2004": "Źródło nie podaje daty ani stron; opisuje lata 2002–2004.",
    "local governments": "samorządy",
    "financial institutions": "instytucje finansowe",
    "more employment": "wzrost zatrudnienia",
    "better life of residents": "lepsze życie mieszkańców",
    "county friendly to enterprise and social ideas": "powiat przyjazny przedsiębiorczości i inicjatywom społecznym",
    "tourism appeal": "atrakcyjność turystyczna",
    "local employment pacts, not the LOG programme": "lokalne pakty na rzecz zatrudnienia, poza programem LOG",
    "starosta's office": "starostwo powiatowe",
    "less risk of exclusion": "mniejsze zagrożenie wykluczeniem",
    "stronger social-economy bodies": "silniejsze podmioty ekonomii społecznej",
    "enterprise and founding social enterprises": "przedsiębiorczość i zakładanie przedsiębiorstw społecznych",
    "public awareness of social economy": "wiedza o ekonomii społecznej",
    "tourism and promotion": "turystyka i promocja",
    "fighting unemployment": "przeciwdziałanie bezrobociu",
    "responsible business and responsible local government": "odpowiedzialny biznes i odpowiedzialny samorząd",
    "found a social cooperative; the starosta attended": "założenie spółdzielni socjalnej; w podpisaniu uczestniczył starosta",
    "PUP director": "dyrektor PUP",
    "about six months from first meeting to signature; list of parties cut off in the source as read": "Około pół roku od pierwszego spotkania do podpisu; listy stron nie odczytano do końca.",
    # meetings: what kind
    "inaugural/promotional conference": "konferencja inaugurująca i promocyjna",
    "series of promotional meetings in every gmina": "cykl spotkań promocyjnych we wszystkich gminach",
    "I conference": "I konferencja",
    "II conference": "II konferencja",
    "III conference": "III konferencja",
    "IV conference": "IV konferencja",
    "II conference = workshop A": "II konferencja: warsztat A",
    "IV conference = workshop C": "IV konferencja: warsztat C",
    "IV conference (promotion of the partnership)": "IV konferencja (promocja partnerstwa)",
    "inaugural conference": "konferencja inaugurująca",
    "IV workshop": "IV warsztaty",
    "4th workshop": "4. warsztaty",
    "III county workshop": "III powiatowy warsztat",
    "workshop": "warsztaty",
    "two-day workshop": "dwudniowe warsztaty",
    "closing conference / gala of projects": "konferencja zamykająca, gala projektów",
    "inaugural conference + signing": "konferencja inaugurująca i podpisanie porozumienia",
    "yearly summary": "podsumowanie roku",
    "conference with workshop teams": "konferencja z zespołami warsztatowymi",
    "X Forum of Local Partnership": "X Forum Partnerstwa Lokalnego",
    # meetings: who, what, how
    "local authorities": "władze samorządowe",
    "other institutions of Płock and the county": "inne instytucje z Płocka i powiatu",
    "about 300 or more": "około 300 lub więcej",
    "page dated 16.02.2005 although it tells of meetings after that day": "Strona nosi datę 16.02.2005, choć opisuje spotkania po tym dniu.",
    "access to capital": "dostęp do kapitału",
    "business environment": "środowisko gospodarcze",
    "economic and social infrastructure": "infrastruktura gospodarcza i społeczna",
    "human capital": "kapitał ludzki",
    "quality of life": "jakość życia",
    "plug the leaks": "uszczelnianie lokalnych wycieków",
    "support existing firms": "wsparcie istniejących firm",
    "encourage new firms": "zachęcanie do tworzenia nowych firm",
    "attract needed firms": "przyciąganie potrzebnych firm",
    "starosta": "starosta",
    "PUP director and staff": "dyrektor i pracownicy PUP",
    "wójts and sołtyses": "wójtowie i sołtysi",
    "county employment council": "Powiatowa Rada Zatrudnienia",
    "banks": "banki",
    "welfare centres": "ośrodki pomocy społecznej",
    "entrepreneurs": "przedsiębiorcy",
    "five conferences June–December 2016": "pięć konferencji od czerwca do grudnia 2016",
    "director of PUP Otwock": "dyrektor PUP w Otwocku",
    "delegation of the city of Nowowołyńsk, Ukraine": "delegacja miasta Nowowołyńsk (Ukraina)",
    "four workshops": "cztery warsztaty",
    "four meetings": "cztery spotkania",
    "director of PUP Mińsk Mazowiecki": "dyrektor PUP w Mińsku Mazowieckim",
    "Marshal of the Voivodeship": "marszałek województwa",
    "an MP": "poseł",
    "mayor of Mińsk Mazowiecki": "burmistrz Mińska Mazowieckiego",
    "wójts and mayors": "wójtowie i burmistrzowie",
    "barrel of local assets": "beczka lokalnych zasobów",
    "barrel of local problems": "beczka lokalnych problemów",
    "access to capital (government, business, third sector, social economy)": "dostęp do kapitału (administracja, biznes, trzeci sektor, ekonomia społeczna)",
    "socio-economic environment": "środowisko społeczno-gospodarcze",
    "inferred: IV conference recaps the four principles from I–III": "etap wnioskowany: IV konferencja podsumowuje cztery zasady z konferencji I–III",
    "plug the leaks in firms, local-government bodies, NGOs": "uszczelnianie wycieków w firmach, jednostkach samorządu i organizacjach pozarządowych",
    "support of entrepreneurs, farmers, institutions, third sector": "wsparcie przedsiębiorców, rolników, instytucji i trzeciego sektora",
    "encourage new firms, institutions and organisations": "zachęcanie do tworzenia nowych firm, instytucji i organizacji",
    "fourth area (text cut off)": "czwarty obszar (tekst źródła ucięty)",
    "local labour market": "lokalny rynek pracy",
    "tourism potential": "potencjał turystyczny",
    "emigration of young people for work": "wyjazdy młodych do pracy",
    "key services such as schools and health": "podstawowe usługi: szkoły i zdrowie",
    "support for private firms": "wsparcie prywatnych firm",
    "quality of human capital": "jakość kapitału ludzkiego",
    "transport and infrastructure": "transport i infrastruktura",
    "recreation places": "miejsca rekreacji",
    "costs of public investment": "koszty inwestycji publicznych",
    "civic initiatives and NGOs": "inicjatywy obywatelskie i organizacje pozarządowe",
    "previous workshop in Jabłonna": "poprzednie warsztaty w Jabłonnie",
    "PUP Legionowo secretariat by phone or e-mail": "sekretariat PUP w Legionowie, telefonicznie lub e-mailem",
    "2019-06-05 in nowodworski county": "5.06.2019 w powiecie nowodworskim",
    "four priority themes for 2020, each with an appointed leader": "cztery tematy na 2020 rok, każdy z wyznaczonym liderem",
    "tourism": "turystyka",
    "crafts": "rzemiosło",
    "cooperation of entrepreneurs": "współpraca przedsiębiorców",
    "employment of foreigners": "zatrudnianie cudzoziemców",
    "local potential and assets: people, infrastructure, organisations, firms": "lokalny potencjał i zasoby: ludzie, infrastruktura, organizacje, firmy",
    "county problems": "problemy powiatu",
    "local leaks": "lokalne wycieki",
    "director of PUP Tomaszów Lubelski": "dyrektor PUP w Tomaszowie Lubelskim",
    "1: plug local leaks in gminas, county, firms, social-economy bodies, institutions and NGOs": "1: uszczelnianie lokalnych wycieków w gminach, powiecie, firmach, podmiotach ekonomii społecznej, instytucjach i organizacjach",
    "ESF, project of Specialists of Local Partnership and Social Economy in five counties": "EFS, projekt Specjalistów Partnerstwa Lokalnego i Ekonomii Społecznej w pięciu powiatach",
    "ideas and projects themselves could not be read; participants' names left out on purpose": "Pomysłów i projektów nie odczytano; nazwiska uczestników pominięto celowo.",
    "title speaks of project proposals, list of authors speaks of a diagnosis of the four principles: B or C": "tytuł mówi o propozycjach projektów, lista autorów o diagnozie czterech zasad: etap B albo C",
    "EU funds 2014–2020": "fundusze unijne 2014–2020",
    "Starostwo Powiatowe, Tomaszów Lubelski, hall B": "Starostwo Powiatowe, Tomaszów Lubelski, sala B",
    # projects
    "cycle-path network and a tourist and bike base": "sieć ścieżek rowerowych oraz baza turystyczna i rowerowa",
    "county internet network": "powiatowa sieć internetowa",
    "business advice centre": "centrum doradztwa dla firm",
    "nurseries": "żłobki",
    "title only; contents not described": "źródło podaje tylko tytuł, treści nie opisuje",
    "recreation and sports centre": "centrum rekreacji i sportu",
    "source does not tie single projects to a principle": "źródło nie wiąże pojedynczych projektów z zasadą",
    "cycle paths running through all gminas of the county": "ścieżki rowerowe przez wszystkie gminy powiatu",
    "county platform for services and business": "powiatowa platforma usług i biznesu",
    "modern school": "nowoczesna szkoła",
    "making use of the Vistula bank in Leoncin": "zagospodarowanie brzegu Wisły w Leoncinie",
    "trail on the Nasielsk button tradition; idea of a resident (name left out)": "szlak tradycji nasielskiego guzika; pomysł mieszkańca (bez nazwiska)",
    "promotion of goods made locally by private entrepreneurs": "promocja produktów wytwarzanych lokalnie przez prywatnych przedsiębiorców",
    "vocational schools and courses fitted to labour demand": "szkoły zawodowe i kursy dopasowane do potrzeb rynku pracy",
    "wider culture and leisure offer for residents": "szersza oferta kultury i wypoczynku dla mieszkańców",
    "social and work activation of seniors, with care services for the old": "aktywizacja społeczna i zawodowa seniorów oraz usługi opiekuńcze",
    "sheltered housing for disabled people": "mieszkania chronione dla osób z niepełnosprawnościami",
    "system of cooperation and referrals among local firms": "system współpracy i poleceń między lokalnymi firmami",
    "innovation zone and help for enterprise, among others a county local currency": "strefa innowacji i pomoc przedsiębiorczości, między innymi powiatowa waluta lokalna",
    "topic of one or more of the 15 proposals; titles and result not in the source as read": "temat jednej lub kilku z 15 propozycji; tytułów i wyniku nie odczytano",
    # work with employers
    "coal-mining reform 2003–2006": "reforma górnictwa węgla 2003–2006",
    "workers leaving mining on retraining contracts": "pracownicy odchodzący z górnictwa na kontrakty na przekwalifikowanie",
    "near Włocławek (Brześć economic zone)": "koło Włocławka (strefa gospodarcza w Brześciu)",
    "office could not reach the firm's decision-makers and lacked data to apply for money": "urząd nie mógł dotrzeć do osób, które decydują w firmie, i nie miał danych do wniosku o środki",
    "running text of the same page puts it in Bytom": "tekst tej samej strony umieszcza ten zakład w Bytomiu",
    # assets
    "opening": "otwarcie",
    "closing": "zamknięcie",
    "farm bread": "wiejski chleb",
    "home-made cured meat": "domowe wędliny",
    "goat cheese on the national list of traditional products": "kozi ser z listy produktów tradycyjnych",
    "agritourism farm": "gospodarstwo agroturystyczne",
    "natural environment": "środowisko przyrodnicze",
    "location": "położenie",
    "Vistula bank in Leoncin": "brzeg Wisły w Leoncinie",
    "Kampinos Forest": "Puszcza Kampinoska",
}


def polish(words: str) -> str:
    """The paraphrase in Polish; what is Polish in the file stays as it is."""
    return WORDS.get(words, words)


def in_polish(records: dict, apps: list[str]) -> dict:
    """The parts `apps` of the records with every paraphrase in Polish."""
    return {app: _translated(records[app]) for app in apps if app in records}


def _translated(value):
    if isinstance(value, list):
        return [_translated(one) for one in value]
    if isinstance(value, dict):
        return {name: _translated(one) for name, one in value.items()}
    return polish(value) if isinstance(value, str) else value


def source(names: list[str]) -> str:
    """The sources of a record in one line."""
    return "; ".join(names)


def with_named_sources(records):
    """The records with every source by its own name, not by the file that holds it."""
    if isinstance(records, list):
        return [with_named_sources(one) for one in records]
    if not isinstance(records, dict):
        return records
    return {
        field: [SEEDS.get(name, name) for name in value]
        if field == "source"
        else with_named_sources(value)
        for field, value in records.items()
    }


# The documents that the project was created from, by their files.
SEEDS = {
    "seed 000_8f55695f3bf5d80d.txt": "P. Gutowski, „Partnerstwo na rzecz lokalnego rynku pracy”, 28.07.2014",
    "seed 001_10760a2349c3fc4a.txt": "„Partnerstwo lokalne w powiecie nowodworskim”, artixen.net, 8.06.2018",
    "seed 002_1eec30747aec5eff.txt": "Partners Network, „Partnerstwo lokalne”",
    "seed 003_3fe99a6f296d92ec.txt": "WUP w Warszawie, „Konferencja promująca program partnerstwa lokalnego w powiecie płockim”, 16.02.2005",
    "seed 004_047de455856bb230.txt": "„Razem dla wspólnej sprawy”, 20.02.2018",
}
