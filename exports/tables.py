"""Which lists can be taken as files. The apps that hold them register them here."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_filters import FilterSet

from counties.models import Partnership


class BadFilterError(ValueError):
    """The filter names something that does not exist, or no longer."""


@dataclass(frozen=True)
class Table:
    """A list that an office can take as a file.

    `key` is its name for ever, because stored exports refer to it; `title` is told to
    people; the file is called `file_name` and a day; the journal keeps `verb`. `fields`
    are the names of its filter that may stand in an address.
    """

    key: str
    title: str | Promise
    file_name: str
    verb: str
    fields: frozenset[str]

    def header(self) -> list[str]:
        """The titles of the columns in the present language."""
        raise NotImplementedError

    def rows(self, partnership: Partnership, query: dict) -> QuerySet:
        """What `query` finds of what the office of `partnership` holds, in order.

        One row a line of the file; the lines of one record share its `pk` and stand
        together. Raises `BadFilterError`.
        """
        raise NotImplementedError

    def lines(self, rows: QuerySet) -> Iterable[list]:
        """The cells of some hundred of `rows`, for a number of queries that never grows."""
        raise NotImplementedError

    def told(self, partnership: Partnership, query: dict) -> list[tuple[str, str]]:
        """`query` as (what, which) for people. Raises `BadFilterError`."""
        return []


@dataclass(frozen=True)
class FilteredTable(Table):
    """A list of `model` that a FilterSet narrows, as on the office's page."""

    model: Any
    filterset: type[FilterSet]

    def found(self, partnership: Partnership, query: dict) -> FilterSet:
        """The filter over all that the office holds. Raises `BadFilterError`."""
        held = self.model.objects.held_by(partnership)
        # What a filter asks of a request.
        asked = SimpleNamespace(partnership=partnership)
        found = self.filterset(query, held, request=asked)
        if not found.is_valid():
            raise BadFilterError
        return found

    def told(self, partnership, query):
        fields = self.found(partnership, query).form.fields
        return [
            (fields[name].label, _chosen(fields[name], value))
            for name, value in query.items()
            if name in fields
        ]


def _chosen(field, value):
    if isinstance(field, forms.BooleanField):
        return _("yes")
    return str(dict(getattr(field, "choices", ())).get(value, value))


_TABLES: dict[str, Table] = {}


def register(table: Table) -> Table:
    """Make `table` known; registering it twice keeps one."""
    return _TABLES.setdefault(table.key, table)


def table_of(key: str) -> Table | None:
    """The table called `key`, or None where this version of the portal has none."""
    return _TABLES.get(key)
