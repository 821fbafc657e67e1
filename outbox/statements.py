"""UPDATEs that are asked for thousands of times, compiled once.

Compiling the fence costs the ORM more time than the database needs to run it.
"""

from collections.abc import Callable
from typing import cast

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery


class Statement:
    """An UPDATE with blanks: values of the query that stand for later arguments."""

    def __init__(self, make: Callable[[], tuple[QuerySet, dict]], blanks: dict[str, int]):
        self.make, self.blanks = make, blanks
        self.compiled: dict[str, tuple] = {}

    def run(self, **arguments) -> int:
        """Fill the blanks, execute, and return how many rows changed."""
        sql, params = self._compiled()
        filled = [arguments[name] if name else value for name, value in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return cursor.rowcount

    def _compiled(self):
        if connection.vendor not in self.compiled:
            rows, values = self.make()
            query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
            query.add_update_values(values)
            sql, params = query.get_compiler(connection.alias).as_sql()
            names = {blank: name for name, blank in self.blanks.items()}
            self.compiled[connection.vendor] = (
                sql,
                [(names.get(value) if value.__hash__ else None, value) for value in params],
            )
        return self.compiled[connection.vendor]
