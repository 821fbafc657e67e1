"""The demo's work with employers: made-up cases and orders, and the programme's history."""

import datetime as dt

from django.db.models import Model
from django.utils.timezone import localdate

from counties.models import Territory
from employers.actions import layoffs, orders, shared
from employers.choices import CaseStatus, Financing, OrderStatus, Side, StepKind
from employers.models import LayoffCase, OrderFunding, OrderTask, QuickStartOrder, TeamMember
from projects.choices import Source
from sampledata.cases import employers

SOURCE = "opis programu Partnerstwo Lokalne, stan na 2004 r."
RECORDS = {
    "adjustment_teams": [
        {"place": place, "as_of": "2004", "source": [SOURCE]}
        for place in ("Siemianowice Śląskie", "Łomża", "Czarna Woda")
    ],
    "quick_start_firms": [
        {
            "firm": firm,
            "place": place,
            "region": region,
            "trainees": None,
            "note": note,
            "source": [SOURCE],
        }
        for firm, place, region, note in [
            ("Sanha Polska Sp. z o.o.", "Legnica", "Dolny Śląsk", ""),
            ("Zakład krawiecki Lubinex", "Lubin", "Dolny Śląsk", ""),
            ("Zakład ITC", "Skarszewy", "Pomorze", ""),
            ("Archiwum Centralnego Ośrodka Informatyki Górnictwa", "Bytom", "Śląsk", ""),
            (
                "Zakład Gospodarki Mieszkaniowej",
                "Katowice",
                "Śląsk",
                "w tekście tej samej strony: Bytom",
            ),
        ]
    ],
}
SEATS = [
    (Side.MANAGEMENT, "dyrektor zakładu", "zakład"),
    (Side.MANAGEMENT, "kierownik kadr", "zakład"),
    (Side.MANAGEMENT, "kierownik produkcji", "zakład"),
    (Side.WORKERS, "przewodniczący związku", "związek zawodowy"),
    (Side.WORKERS, "delegat załogi", "wydział montażu"),
    (Side.WORKERS, "delegatka załogi", "wydział tapicerski"),
    (Side.CHAIR, "mediator", "starostwo powiatowe"),
    (Side.ADVISER, "doradca zawodowy", "powiatowy urząd pracy"),
]
CONSENT = "dyrekcja zakładu (wpis próbny)"


def help_firms(partnership, partners, actor) -> None:
    """Three lay-off cases and three Quick Start orders, and what the sources tell."""
    employers.load(RECORDS, partnership_of=lambda place: None, actor=actor)
    _closed_case(partnership, partners, actor)
    _open_case(partnership, actor)
    _fresh_case(partnership, actor)
    _finished_order(partnership, partners, actor)
    _order_in_training(partnership, partners, actor)
    orders.request(
        order=QuickStartOrder(
            partnership=partnership,
            employer=partners["Przykładowa Hurtownia Ogrodnicza"],
            position="operator wózka widłowego (wpis próbny)",
            wanted=2,
            needs="Praca na dwie zmiany, od wiosny.",
        ),
        actor=actor,
    )


def _commune(code):
    return Territory.objects.get(code=code)


def _notified(partnership, actor, **fields):
    return layoffs.notify(case=LayoffCase(partnership=partnership, **fields), actor=actor)


def _seat(case, seats, actor):
    kept = [
        TeamMember(case=case, side=side, function=function, organisation=organisation)
        for side, function, organisation in seats
    ]
    shared.change_rows(row=case, version=case.version, kept=kept, gone=[], actor=actor)
    case.refresh_from_db()


def _done(case, actor, days):
    """Note steps as done so many days after the notice."""
    for kind, number in days.items():
        layoffs.note_step(
            step=case.steps.get(kind=kind),
            done_on=case.notified_on + dt.timedelta(days=number),
            responsible="Centrum Aktywizacji Zawodowej",
            note="wpis próbny",
            actor=actor,
        )


def _closed_case(partnership, partners, actor):
    case = _notified(
        partnership,
        actor,
        employer=partners["Przykładowe Zakłady Mebli „Dąb”"],
        commune=_commune("141401"),
        notified_on=dt.date(2025, 2, 10),
        planned=64,
        starts_on=dt.date(2025, 4, 1),
        ends_on=dt.date(2025, 6, 20),
        reason="Zamknięcie jednej z linii (wpis próbny).",
        agreed_on=dt.date(2025, 3, 4),
        financing=Financing.AGREEMENT,
    )
    _seat(case, SEATS, actor)
    days = {
        StepKind.CONTACT: 2,
        StepKind.INFORMATION: 8,
        StepKind.TEAM: 14,
        StepKind.SURVEY: 20,
        StepKind.PROGRAMME: 29,
        StepKind.REVIEW: 140,
    }
    _done(case, actor, days)
    layoffs.step(case=case, status=CaseStatus.TEAM_FORMED, actor=actor)
    layoffs.step(case=case, status=CaseStatus.HELP, actor=actor)
    case.refresh_from_db()
    middle = {"covered": 60, "training": 14, "employed": 17, "retired": 4, "other": 1}
    layoffs.read(case=case, on=dt.date(2025, 6, 30), numbers=middle, actor=actor)
    outcome = {
        "covered": 60,
        "training": 3,
        "employed": 46,
        "retired": 7,
        "looking": 3,
        "other": 1,
    }
    layoffs.close(case=case, on=dt.date(2025, 12, 15), numbers=outcome, actor=actor)
    shared.publish(
        row=case,
        title="Zakłady meblarskie w Nowym Dworze (przykład)",
        consent=CONSENT,
        note="Zespół przystosowania zawodowego pracował dziesięć miesięcy. Z 60 osób 46 ma nową "
        "pracę; inne kończą szkolenie, przeszły na emeryturę albo jeszcze szukają pracy. Przykład, dane próbne.",
        actor=actor,
    )


def _open_case(partnership, actor):
    today = localdate()
    case = _notified(
        partnership,
        actor,
        employer_name="Przykładowa Fabryka Opakowań",
        commune=_commune("141404"),
        notified_on=today - dt.timedelta(days=40),
        planned=85,
        starts_on=today + dt.timedelta(days=20),
        ends_on=today + dt.timedelta(days=100),
        reason="Przeniesienie produkcji (wpis próbny).",
        agreed_on=today - dt.timedelta(days=12),
        financing=Financing.PUBLIC,
    )
    _seat(case, SEATS, actor)
    days = {StepKind.CONTACT: 1, StepKind.INFORMATION: 9, StepKind.TEAM: 15}
    _done(case, actor, days)
    layoffs.step(case=case, status=CaseStatus.TEAM_FORMED, actor=actor)
    layoffs.step(case=case, status=CaseStatus.HELP, actor=actor)
    numbers = {"covered": 31, "training": 6, "employed": 5, "retired": 2, "other": 0}
    layoffs.read(case=case, on=today, numbers=numbers, actor=actor)


def _fresh_case(partnership, actor):
    case = _notified(
        partnership,
        actor,
        employer_name="Przykładowy Sklep Wielobranżowy",
        commune=_commune("141405"),
        notified_on=localdate() - dt.timedelta(days=1),
        planned=18,
        reason="Likwidacja sklepu (wpis próbny).",
    )
    _seat(case, SEATS[:1] + SEATS[3:5], actor)


def _ordered(partnership, actor, tasks, money, **fields):
    order = orders.request(
        order=QuickStartOrder(partnership=partnership, **fields), actor=actor, by_office=True
    )
    kept: list[Model] = [OrderTask(order=order, task=task, test=test) for task, test in tasks]
    kept += [OrderFunding(order=order, source=source, amount=amount) for source, amount in money]
    shared.change_rows(row=order, version=order.version, kept=kept, gone=[], actor=actor)
    order.refresh_from_db()
    return order


def _go(order, actor, steps):
    for status, fields in steps:
        orders.step(order=order, status=status, fields=fields, actor=actor)
        order.refresh_from_db()


def _finished_order(partnership, partners, actor):
    order = _ordered(
        partnership,
        actor,
        [
            ("formowanie ciasta na chleb żytni", "dziesięć bochenków ocenionych przez mistrza"),
            ("obsługa pieca wsadowego", "jeden wypiek bez pomocy"),
            ("mycie i przekazanie stanowiska", "lista kontrolna bez uwag"),
        ],
        [(Source.LABOUR_FUND, 9600), (Source.PRIVATE, 3200)],
        employer=partners["Przykładowa Piekarnia „Kłos”"],
        commune=_commune("141404"),
        place="piekarnia, Nasielsk",
        wanted=3,
        position="piekarz na linii chleba (wpis próbny)",
        requested_on=dt.date(2025, 3, 3),
        needs="Troje piekarzy na zmianę nocną.",
    )
    plan = {
        "hours": 120,
        "trainer": "szkoła zawodowa (wpis próbny)",
        "instructor": "mistrz piekarski",
        "trainees": 5,
        "starts_on": dt.date(2025, 4, 7),
        "ends_on": dt.date(2025, 5, 9),
    }
    _go(
        order,
        actor,
        [
            (OrderStatus.ANALYSED, {}),
            (OrderStatus.PLANNED, plan),
            (OrderStatus.TRAINING, {}),
            (
                OrderStatus.EXAMINED,
                {"trained": 5, "passed": 4, "examined_on": dt.date(2025, 5, 12)},
            ),
            (OrderStatus.HIRED, {"hired": 3, "hired_on": dt.date(2025, 5, 19)}),
            (OrderStatus.CHECKED, {"kept": 3, "checked_on": dt.date(2025, 8, 20)}),
        ],
    )
    shared.publish(
        row=order,
        title="Piekarnia w gminie Nasielsk (przykład)",
        consent=CONSENT,
        note="Pięć osób przeszło 120 godzin szkolenia przy piecu. Większość dostała pracę i po "
        "trzech miesiącach nadal pracuje. Przykład, dane próbne.",
        actor=actor,
    )


def _order_in_training(partnership, partners, actor):
    today = localdate()
    order = _ordered(
        partnership,
        actor,
        [("spawanie złączy pachwinowych", "trzy próbki ocenione według normy")],
        [(Source.LABOUR_FUND, 14000)],
        employer=partners["Przykładowa Żegluga Wiślana"],
        commune=_commune("141403"),
        position="spawacz kadłubów (wpis próbny)",
        wanted=2,
        requested_on=today - dt.timedelta(days=50),
    )
    plan = {
        "hours": 160,
        "trainer": "ośrodek szkolenia (wpis próbny)",
        "instructor": "brygadzista",
        "trainees": 3,
        "starts_on": today - dt.timedelta(days=10),
        "ends_on": today + dt.timedelta(days=20),
    }
    _go(
        order,
        actor,
        [(OrderStatus.ANALYSED, {}), (OrderStatus.PLANNED, plan), (OrderStatus.TRAINING, {})],
    )
