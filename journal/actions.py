"""Writing the journal."""

import copy
import datetime as dt
import ipaddress
import json
from collections.abc import Collection, Iterable
from typing import Any, TypedDict

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import translation
from django.utils.timezone import now

from journal.models import Chain, Entry
from journal.rules.references import about


@transaction.atomic
def record(
    *,
    verb: str,
    row: models.Model,
    actor=None,
    partnership=None,
    before: dict | None = None,
    after: dict | None = None,
    reason: str = "",
    ip: str | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """Append one entry in the transaction of the change that it tells of.

    `verb` is an English id such as "agreement signed"; `before` and `after` hold
    only what changed. `partnership` defaults to the row's own. Call it last in an
    action: it holds the lock of the partnership's chain until the commit. Of `ip` only
    the network is kept.
    """
    if partnership is None:
        partnership = getattr(row, "partnership", None)
    chain = _chain_of(partnership)
    with translation.override(settings.LANGUAGE_CODE):  # whoever writes it in whatever language
        entry = Entry(
            partnership=partnership,
            at=at or now(),
            actor=actor,
            actor_name=str(actor)[:200] if actor else "",
            ip=network_of(ip) if ip else None,
            verb=verb,
            about=about(row),
            about_name=str(row)[:300],
            before=_plain(before),
            after=_plain(after),
            reason=reason,
            previous_hash=chain.last_hash,
        )
    entry.hash = entry.sealed()
    entry.save(force_insert=True)
    chain.last_hash = entry.hash
    chain.save(update_fields=["last_hash"])
    return entry


def network_of(ip: str) -> str:
    """The network of an address, which tells where from but not who: /24, or /48 of IPv6."""
    size = 24 if ipaddress.ip_address(ip).version == 4 else 48
    return str(ipaddress.ip_network(f"{ip}/{size}", strict=False).network_address)


class Changes(TypedDict):
    """Columns by name, as they were and as they are."""

    before: dict
    after: dict


def assign(row: models.Model, fields: dict) -> Changes:
    """Set columns of `row` without saving; return what that changes, as `record` takes it.

    `before` and `after` hold the columns with a new value, another row by its name.
    """
    changed = sorted(name for name, value in fields.items() if value != getattr(row, name))
    before = values_of(row, changed)
    for name, value in fields.items():
        setattr(row, name, value)
    return {"before": before, "after": {name: _word(fields[name]) for name in changed}}


def rows_compared(pairs: Iterable[tuple[Any, Any]], *, leave: Collection[str] = ()) -> Changes:
    """What changed in rows that hang on another one, as `record` takes it.

    Each pair is a row as it was and as it is: None before a row that is new, None after
    one that is gone. The first column of a row stands by each of its changes, so that
    people know which one it was; columns in `leave` are left out.
    """
    before: dict = {}
    after: dict = {}
    for old, new in pairs:
        row = new if old is None else old
        names = [f.name for f in row._meta.concrete_fields if not f.primary_key]
        names = [name for name in names if name not in leave]
        values = [values_of(one, names) if one else {} for one in (old, new)]
        changed = {name for name in names if values[0].get(name) != values[1].get(name)}
        for name in names if changed else []:
            if name not in changed and name != names[0]:
                continue
            for told, side in zip(values, (before, after), strict=True):
                if told.get(name) not in (None, ""):
                    side[f"{row._meta.model_name}:{row.pk}.{name}"] = told[name]
    return {"before": before, "after": after}


def save_rows(
    kept: Iterable[models.Model], gone: Iterable[models.Model], *, leave: Collection[str] = ()
) -> Changes:
    """Save the rows `kept`, delete those `gone`; return what changed, as `rows_compared` does."""
    pairs: list[tuple[Any, Any]] = []
    for row in gone:
        pairs.append((copy.copy(row), None))
        row.delete()
    for row in kept:
        old = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
        row.save()
        pairs.append((old, row))
    return rows_compared(pairs, leave=leave)


def values_of(row: models.Model, names: Iterable[str]) -> dict:
    """The values of these columns of `row` as the journal keeps them, another row by its name."""
    return {name: _word(getattr(row, name)) for name in names}


def _word(value):
    return str(value) if isinstance(value, models.Model) else value


def _chain_of(partnership):
    chains = Chain.objects.select_for_update()
    if (chain := chains.filter(partnership=partnership).first()) is None:
        Chain.objects.get_or_create(partnership=partnership)
        chain = chains.get(partnership=partnership)
    return chain


def _plain(values):
    """Values as JSON keeps them, so that a reread entry has the same hash."""
    return json.loads(json.dumps(values or {}, cls=DjangoJSONEncoder))
