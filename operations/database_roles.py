"""Two roles of PostgreSQL: one owns the tables, the portal works as the other.

The owner brings the database up to date and restores backups. The portal's own role may
read and write rows, and in the journal only add them: it can neither change an entry nor
empty a table nor switch a trigger off, whatever is wrong with a page. Without
`MIGRATION_DATABASE_URL` there is one role for everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from journal.models import Chain, Entry

# Tables of which the portal's role may not do everything with rows.
MAY = {
    Entry._meta.db_table: "SELECT, INSERT",
    Chain._meta.db_table: "SELECT, INSERT, UPDATE",
    "django_migrations": "SELECT",
}
USUALLY = "SELECT, INSERT, UPDATE, DELETE"


class RoleError(Exception):
    """The roles are not as they have to be; says what to do."""


# Whoever is one of these, or may become it, stands above all rules.
POWERS = """
    SELECT rolsuper OR rolcreaterole
        OR pg_has_role(rolname, (SELECT datdba FROM pg_database
                                 WHERE datname = current_database()), 'MEMBER')
        OR EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
                   AND relkind IN ('r', 'p') AND pg_has_role(rolname, relowner, 'MEMBER'))
    FROM pg_roles WHERE rolname = %s
"""


def are_apart() -> bool:
    """Return whether an owner is configured besides the role that the portal works as."""
    return bool(settings.MIGRATION_DATABASE)


@contextmanager
def owner() -> Iterator[None]:
    """Work on the database as the role that owns its tables, where there is one apart.

    Not inside a transaction: the connection is closed before and after.
    """
    if not are_apart():
        yield
        return
    usual = {name: connection.settings_dict[name] for name in settings.MIGRATION_DATABASE}
    connection.close()
    connection.settings_dict.update(settings.MIGRATION_DATABASE)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)


def grant() -> None:
    """Give the portal's role what it needs and take everything else.

    Makes the role, and keeps its password equal to the one in the settings, where the owner
    may make roles. Does nothing where the roles are not apart. Raises `RoleError` when the
    portal's role is missing or could lift these rules.
    """
    if not are_apart():
        return
    name, password = connection.settings_dict["USER"], connection.settings_dict["PASSWORD"]
    with owner(), transaction.atomic(), connection.cursor() as cursor:
        _keep_role(cursor, name, password)
        for words in _statements():
            cursor.execute(sql.SQL(words).format(app=sql.Identifier(name)))


def _keep_role(cursor, name, password):
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    may_make_roles = cursor.fetchone()[0]
    cursor.execute(POWERS, [name])
    powers = cursor.fetchone()
    if powers is None and not may_make_roles:
        raise RoleError(f"There is no role {name} in the database: CREATE ROLE {name} LOGIN.")
    if powers and powers[0]:
        raise RoleError(f"The role {name} owns tables or may take any right: it must not.")
    role = sql.Identifier(name)
    if powers is None:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
    if password and may_make_roles:
        # Hashed here, so that it is not read in the server's log.
        hashed = cursor.connection.pgconn.encrypt_password(
            password.encode(), name.encode(), b"scram-sha-256"
        )
        words = sql.SQL("ALTER ROLE {} PASSWORD {}")
        cursor.execute(words.format(role, sql.Literal(hashed.decode())))


def _statements():
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield "REVOKE ALL ON SCHEMA public FROM {app}"
    yield "GRANT USAGE ON SCHEMA public TO {app}"
    yield "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {app}"
    yield f"GRANT {USUALLY} ON ALL TABLES IN SCHEMA public TO {{app}}"
    for table, rights in MAY.items():
        yield f"REVOKE ALL ON {table} FROM {{app}}"
        yield f"GRANT {rights} ON {table} TO {{app}}"
    yield "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}"
