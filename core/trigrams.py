"""Finding words inside texts quickly, on PostgreSQL.

`SearchQuerySet.found_by` asks with LIKE '%word%', which no ordinary index serves. A
trigram index does. It is a quicker way and never the only one: elsewhere, or where the
extension may not be installed, the same question reads the whole column.
"""

from django.db import migrations

APPLY = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX {name} ON {table} USING gin (search gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'no trigram index on {table}: %', SQLERRM;
END $$;
"""
REVERT = "DROP INDEX IF EXISTS {name};"


def index(table: str) -> migrations.RunPython:
    """The step of a migration that gives `table` a trigram index on its column `search`."""
    names = {"table": table, "name": f"{table}_search"}
    return migrations.RunPython(_run(APPLY.format(**names)), _run(REVERT.format(**names)))


def _run(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return run
