"""What can be counted at meetings: how many, who was invited, who came."""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.charts import (
    COLUMNS,
    Cell,
    Chart,
    Number,
    Row,
    Scope,
    Statistics,
    Summands,
    any_unknown,
    by_choice,
    single,
    year_of,
)
from counties.models import Territory
from meetings.choices import MeetingKind, Presence
from meetings.models import Invitation, Meeting
from meetings.models.invitation import SENT
from meetings.selectors.counters import TITLE
from members.choices import Sector

MOST_COMMUNES = 60
NONE = "-"  # how an address says "no sector" and "no commune"
INVITED = Q(invited_at__isnull=False)
UNCOUNTED = Q(people=None)
CAME = Q(presence=Presence.PRESENT)
# What is counted of the people on the lists, and its name.
ASKED = {
    "invited": INVITED,
    "sent": SENT,
    "came": INVITED & CAME,
    "uninvited": ~INVITED & CAME,
}
NAMES = {
    "invited": _("People invited"),
    "sent": _("Invitations sent"),
    "came": _("Invited people who came"),
    "uninvited": _("People who came without an invitation"),
}
HEADS = [pgettext_lazy("turnout", "Invited"), pgettext_lazy("turnout", "Of them came")]


def charts(scope: Scope) -> list[Chart]:
    """Meetings and people by year, meetings by kind, turnout. Five queries."""
    meetings = held(scope)
    kinds = dict(meetings.order_by().values_list("kind").annotate(Count("pk")))
    return [
        *_by_year(scope, meetings),
        single(
            "meetings-by-kind",
            _("Meetings by kind"),
            [pgettext_lazy("meeting", "Kind"), _("Meetings held")],
            by_choice(MeetingKind, kinds, lambda kind: _list(scope, kind=kind)),
        ),
        _by_sector(scope, meetings),
        *_by_commune(scope, meetings),
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """The meetings of `year`, who was invited and who came. Five queries."""
    meetings = held(scope).filter(starts_at__year=year)
    kinds = dict(meetings.order_by().values_list("kind").annotate(Count("pk")))
    people = counted(meetings).aggregate(
        sum=Sum("people"), uncounted=Count("pk", filter=UNCOUNTED)
    )
    unrecorded = scope.rows(Meeting).without_attendance().filter(starts_at__year=year).count()
    counts = _invitations(meetings).aggregate(
        **{what: Count("pk", filter=wanted) for what, wanted in ASKED.items()}
    )
    share = round(100 * counts["came"] / counts["invited"]) if counts["invited"] else None
    behind = {what: scope.behind("turnout", year=year, what=what) for what in ASKED}
    return [
        Number(
            "held",
            _("Meetings held"),
            sum(kinds.values()),
            _list(scope, year=year),
        ),
        *(
            Number(
                f"kind-{kind.value}",
                format_lazy("{}: {}", _("Meetings held"), kind.label),
                kinds[kind.value],
                _list(scope, year=year, kind=kind.value),
            )
            for kind in MeetingKind
            if kind.value in kinds
        ),
        *any_unknown(
            Number(
                "unrecorded",
                _("Meetings of the year of which it is not known if they took place"),
                unrecorded,
                scope.listed(
                    "meetings:index", "meetings:office_index", year=year, waiting="attendance"
                ),
            )
        ),
        Number(
            "people", _("People who came"), people["sum"], scope.behind("attendance", year=year)
        ),
        *any_unknown(
            Number(
                "uncounted",
                _("Meetings held of which it is not known how many people came"),
                people["uncounted"],
                scope.behind("uncounted", year=year),
            )
        ),
        *(Number(what, NAMES[what], counts[what], behind[what]) for what in ASKED),
        Number("turnout", _("Turnout of the invited"), share, behind["came"], "%"),
    ]


def held(scope):
    return scope.rows(Meeting).past().took_place()


def counted(meetings):
    """Adds `people`: who came, by the count without names where there is one, else by the list.

    None where nobody wrote down anything about who came.
    """
    recorded = Invitation.objects.exclude(presence=Presence.NONE).filter(meeting=OuterRef("pk"))
    came = Invitation.objects.filter(CAME, meeting=OuterRef("pk")).order_by().values("meeting")
    listed = Subquery(came.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    none = Case(When(Exists(recorded), then=0), output_field=IntegerField())
    return meetings.annotate(people=Coalesce(F("attendance_total"), listed, none))


def attendance(scope: Scope, params) -> Summands:
    """The meetings held (in `year`) and how many people came to each."""
    meetings = counted(_of_year(held(scope), params)).filter(people__gt=0)
    return Summands(
        _("People who came"),
        [_("Meeting"), pgettext_lazy("turnout", "People")],
        [_line(scope, meeting, meeting.people) for meeting in meetings],
    )


def uncounted(scope: Scope, params) -> Summands:
    """The meetings held (in `year`) of which nobody wrote down how many people came."""
    meetings = counted(_of_year(held(scope), params)).filter(UNCOUNTED)
    return Summands(
        _("Meetings held of which it is not known how many people came"),
        [_("Meeting"), pgettext_lazy("chart", "Number")],
        [_line(scope, meeting, 1) for meeting in meetings],
    )


def turnout(scope: Scope, params) -> Summands:
    """The meetings held (in `year`) and how many people `what` says (`ASKED`) at each.

    `sector` and `commune` narrow the people; "-" stands for those without one.
    """
    what = params.get("what") if params.get("what") in ASKED else "invited"
    asked = Invitation.objects.filter(ASKED[what], meeting=OuterRef("pk"))
    for name, missing in [("sector", ""), ("commune", None)]:
        if value := params.get(name, ""):
            asked = asked.filter(**{name: missing if value == NONE else value[:10]})
    people = asked.order_by().values("meeting").annotate(n=Count("pk")).values("n")
    meetings = _of_year(held(scope), params).annotate(
        people=Coalesce(Subquery(people, output_field=IntegerField()), 0)
    )
    return Summands(
        NAMES[what],
        [_("Meeting"), pgettext_lazy("turnout", "People")],
        [_line(scope, meeting, meeting.people) for meeting in meetings.filter(people__gt=0)],
    )


def _of_year(meetings, params):
    year = year_of(params)
    return meetings.filter(starts_at__year=year) if year else meetings


def _line(scope, meeting, number):
    name = "meetings:detail" if scope.public else "meetings:office_turnout"
    return f"{meeting.when_machine[:10]} {meeting.title}", reverse(name, args=[meeting.pk]), number


def _list(scope, **params):
    params |= {"when": "held"} if scope.public else {"held": "on"}
    return scope.listed("meetings:index", "meetings:office_index", **params)


def _invitations(meetings):
    return Invitation.objects.filter(meeting__in=meetings.order_by().values("pk")).order_by()


def _by_year(scope, meetings):
    """Two charts: the numbers of meetings and of people have little in common."""
    by_year = counted(meetings).order_by().annotate(year=ExtractYear("starts_at"))
    found = by_year.values("year").annotate(meetings=Count("pk"), came=Sum("people"))
    rows = sorted(found, key=lambda row: row["year"])
    return [
        single(
            "meetings-by-year",
            _("Meetings by year"),
            [_("Year"), _("Meetings held")],
            [(str(r["year"]), r["meetings"], _list(scope, year=r["year"])) for r in rows],
            form=COLUMNS,
        ),
        single(
            "people-by-year",
            _("People at meetings by year"),
            [_("Year"), _("People who came")],
            [
                (str(r["year"]), r["came"], scope.behind("attendance", year=r["year"]))
                for r in rows
            ],
            form=COLUMNS,
        ),
    ]


def _turnout(scope, key, title, head, labels, found):
    """The invited and those who came, a row for each of `labels`: (value, address, label)."""
    rows = []
    for value, param, label in labels:
        invited, came = found.get(value, (0, 0))
        if not invited:
            continue
        share = round(100 * came / invited)
        cells = [
            Cell(invited, scope.behind("turnout", what="invited", **param)),
            Cell(came, scope.behind("turnout", what="came", **param)),
        ]
        rows.append(Row(format_lazy("{} ({} %)", label, share), cells))
    return Chart(
        key,
        title,
        [head, *HEADS],
        rows,
        note=_(
            "The share says how many of the invited came. Who came without an invitation is "
            "not in it."
        ),
    )


def _asked(meetings, column):
    found = (
        _invitations(meetings)
        .values_list(column)
        .annotate(invited=Count("pk", filter=INVITED), came=Count("pk", filter=INVITED & CAME))
    )
    return {value: (invited, came) for value, invited, came in found}


def _by_sector(scope, meetings):
    labels = [(s.value, {"sector": s.value}, s.label) for s in Sector]
    labels.append(("", {"sector": NONE}, _("no sector")))
    title = _("Turnout by sector")
    return _turnout(
        scope, "turnout-by-sector", title, _("Sector"), labels, _asked(meetings, "sector")
    )


def _by_commune(scope, meetings):
    """One chart, or none where the portal holds more communes than a chart can show."""
    found = _asked(meetings, "commune")
    codes = [code for code in found if code]
    if len(codes) > MOST_COMMUNES:
        return []
    names = Territory.objects.filter(pk__in=codes).order_by("sort", "pk")
    labels: list[tuple] = [
        (pk, {"commune": pk}, name) for pk, name in names.values_list("pk", "name")
    ]
    labels.append((None, {"commune": NONE}, _("whole county")))
    title = _("Turnout by commune")
    return [_turnout(scope, "turnout-by-commune", title, _("Commune"), labels, found)]


STATISTICS = Statistics(
    "meetings",
    TITLE,
    charts,
    numbers,
    behind={"attendance": attendance, "turnout": turnout, "uncounted": uncounted},
)
