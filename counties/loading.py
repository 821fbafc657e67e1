"""Bringing the stored territory up to a TERC file, and telling what changed."""

import datetime as dt
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from counties.models import TercLoad, Territory
from counties.terc import TercError, Unit

VOIVODESHIPS = 16
FIELDS = [
    "name",
    "kind",
    "kind_digit",
    "as_of",
    "abolished_on",
    "parent",
    "level",
    "search",
    "sort",
]


@dataclass
class Report:
    """What a load changed: each list holds `{"code", "name", …}` of one territory a line."""

    as_of: str
    counts: dict = field(default_factory=dict)
    added: list = field(default_factory=list)
    renamed: list = field(default_factory=list)
    kind_changed: list = field(default_factory=list)
    abolished: list = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many changes the load made."""
        lists = (self.added, self.renamed, self.kind_changed, self.abolished)
        return sum(len(changed) for changed in lists)


@transaction.atomic
def load(
    units: list[Unit], *, as_of: dt.date | None = None, source: str = "", dry_run: bool = False
) -> Report:
    """Make the stored territory equal to `units`, and keep the report.

    A territory is known by its digits without the kind, so a village that
    becomes a town stays the same row. What the file no longer lists is marked
    as abolished on the file's date and never deleted; a file that is only an
    excerpt abolishes nothing outside the counties whose communes it lists.
    Loading a file twice changes nothing. `as_of` replaces the date of the file.
    Refuses, with `TercError`, a file older than what is loaded. `dry_run` only
    reports.
    """
    day = as_of or max(unit.as_of for unit in units)
    stored = {t.code: t for t in Territory.objects.select_for_update()}
    _refuse_older(units, stored, day)
    report = Report(as_of=day.isoformat(), counts=_counts(units))
    new, changed = [], []
    for unit in units:
        territory = stored.get(unit.code)
        if territory is None:
            new.append(_filled(Territory(code=unit.code), unit, day))
            report.added.append(_line(unit))
        else:
            _compare(territory, unit, report)
            changed.append(_filled(territory, unit, day))
    for territory in _missing(units, stored):
        territory.abolished_on = day
        changed.append(territory)
        report.abolished.append(_line(territory))
    if not dry_run:
        _store(new, changed)
        TercLoad.objects.create(as_of=day, source=source[:200], report=asdict(report))
    return report


def _refuse_older(units, stored, day):
    newest = max((stored[u.code].as_of for u in units if u.code in stored), default=None)
    if newest and day < newest:
        raise TercError(
            _("The register of %(newest)s is loaded already; this file is older (%(day)s).")
            % {"newest": newest.isoformat(), "day": day.isoformat()}
        )


def _counts(units):
    levels = [str(unit.level) for unit in units]
    return {level: levels.count(level) for level in Territory.Level.values}


def _line(unit):
    return {"code": unit.code, "name": unit.name, "kind": unit.kind}


def _compare(territory, unit, report):
    if territory.abolished_on:
        report.added.append(_line(unit))
    if territory.name != unit.name:
        report.renamed.append(_line(unit) | {"before": territory.name})
    if (territory.kind_digit, territory.kind) != (unit.kind_digit, unit.kind):
        report.kind_changed.append(_line(unit) | {"before_kind": territory.kind})


def _filled(territory, unit, day):
    territory.name, territory.kind = unit.name, unit.kind
    territory.kind_digit, territory.level = unit.kind_digit, unit.level
    territory.parent_id = unit.code[:-2] or None
    territory.as_of, territory.abolished_on = day, None
    territory.fill_keys()
    return territory


def _missing(units, stored):
    """The stored territories that the file should list and does not."""
    listed = {unit.code for unit in units}
    whole = sum(len(code) == 2 for code in listed) == VOIVODESHIPS
    counties = {code[:4] for code in listed if len(code) == 6}
    return [
        territory
        for code, territory in stored.items()
        if code not in listed
        and not territory.abolished_on
        and (whole or (len(code) == 6 and code[:4] in counties))
    ]


def _store(new, changed):
    Territory.objects.bulk_create(sorted(new, key=lambda t: len(t.code)), batch_size=500)
    Territory.objects.bulk_update(changed, FIELDS, batch_size=200)
