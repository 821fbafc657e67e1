"""Rows of published projects, read a page or a chunk at a time, for pages and downloads."""

from django.conf import settings
from django.utils.translation import gettext as _

from counties.models import Territory
from projects.choices import Principle, Source, State, Theme
from projects.models import Project

CHUNK = 1000
COLUMNS = [
    "pk",
    "title",
    "state_now",
    "theme",
    "principle",
    "leader__name",
    "partnership__name",
    "commune_codes",
    "first_year",
    "last_year",
    "starts_on",
    "ends_on",
    "total_cost",
    "sources",
    "jobs_planned",
    "jobs_created",
    "jobs_confirmed",
    "jobs_confirmed_on",
    "jobs_safeguarded",
    "summary",
    "origin",
    "rank",
    "source_note",
    "updated_at",
]


class Found:
    """The found projects as a paginator wants them: a length and slices of rows."""

    def __init__(self, ids, index):
        self.ids, self.index = ids, index

    def __len__(self):
        return len(self.ids)

    def __getitem__(self, part):
        ids = self.ids[part]
        rows = (
            Project.objects.public()
            .select_related("leader", "partnership")
            .defer("goal", "target_group", "search")
            .in_bulk(ids)
        )
        found = [rows[pk] for pk in ids if pk in rows]
        for row in found:
            row.where = self._where(row)
        return found

    def _where(self, row):
        """The communes, and where several counties share the portal, the county."""
        names = self.index.communes
        communes = ", ".join(names.get(code, code) for code in row.commune_codes.split())
        if len(self.index.counties) < 2:
            return communes or _("whole county")
        county = self.index.counties[row.partnership.slug].county.in_words
        return f"{communes} ({county})" if communes else county


def fields():
    """(name in data files, heading, description) of every column of a download."""
    jobs = _("A whole number; empty where nobody told of any.")
    return [
        ("id", _("Number"), _("The project's number in this portal; it never changes.")),
        ("title", _("Title"), _("The title as the leader gave it.")),
        (
            "status",
            _("Status"),
            _("The state on the day of the download; it says where nobody told what came of it."),
        ),
        ("theme", _("Theme"), _("One of the portal's themes.")),
        ("principle", _("Principle of renewal"), _("One of the four principles, if stated.")),
        ("leader", _("Leader"), _("The organisation that leads the project.")),
        ("partnership", _("Partnership"), _("The local partnership that holds the project.")),
        ("communes", _("Communes"), _("Names, divided by commas; empty for the whole county.")),
        ("terc", _("TERC codes"), _("Six-digit codes of the communes, divided by spaces.")),
        ("first_year", _("First year"), _("The year in which the project starts.")),
        ("last_year", _("Last year"), _("The year in which the project ends.")),
        ("starts_on", _("Starts on"), _("The exact day (YYYY-MM-DD), if known.")),
        ("ends_on", _("Ends on"), _("The exact day (YYYY-MM-DD), if known.")),
        ("total_cost", _("Total cost in PLN"), _("With a full stop before the grosze.")),
        ("sources", _("Sources of money"), _("Divided by commas.")),
        ("jobs_planned", _("Jobs planned"), jobs),
        ("jobs_created", _("Jobs created"), jobs),
        (
            "jobs_confirmed",
            _("Created jobs confirmed"),
            _(
                "How many of the jobs created the last check found; empty where nobody has checked."
            ),
        ),
        (
            "jobs_confirmed_on",
            _("Last confirmed on"),
            _("The day of the last check (YYYY-MM-DD), if there was one."),
        ),
        ("jobs_safeguarded", _("Jobs safeguarded"), jobs),
        ("summary", _("Summary"), _("What the project is about.")),
        ("origin", _("Origin"), _("The workshop or other place where the project began.")),
        ("rank", _("Place in the ranking"), _("As it was announced, for example 4b.")),
        ("source_note", _("Source of these data"), _("When the data come from a publication.")),
        ("changed", _("Changed"), _("The last change (ISO 8601, UTC).")),
        ("address", _("Address"), _("The project's page.")),
    ]


def table(ids):
    """The rows of a download in the order of `ids`, in the present language."""
    names = dict(Territory.objects.communes().values_list("code", "name"))
    words = {
        kind: {value: str(label) for value, label in kind.choices}
        for kind in (State, Theme, Principle, Source)
    }
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        shown = Project.objects.public().with_state().filter(pk__in=part)
        rows = shown.order_by().values_list(*COLUMNS)
        found = {row[0]: row for row in rows}
        for pk in part:
            if pk in found:
                yield _cells(found[pk], names, words)


def _cells(row, names, words):
    (
        pk,
        title,
        state,
        theme,
        principle,
        leader,
        partnership,
        codes,
        first,
        last,
        starts,
        ends,
        cost,
        sources,
        planned,
        created,
        confirmed,
        confirmed_on,
        safeguarded,
        summary,
        origin,
        rank,
        note,
        changed,
    ) = row
    return [
        pk,
        title,
        words[State][state],
        words[Theme][theme],
        words[Principle].get(principle, ""),
        leader or "",
        partnership,
        ", ".join(names.get(code, code) for code in codes.split()),
        codes,
        first,
        last,
        starts,
        ends,
        cost,
        ", ".join(words[Source][s] for s in sources.split()),
        planned,
        created,
        confirmed,
        confirmed_on,
        safeguarded,
        summary,
        origin,
        rank,
        note,
        changed.isoformat(),
        f"{settings.SITE_URL}/projekty/{pk}/",
    ]
