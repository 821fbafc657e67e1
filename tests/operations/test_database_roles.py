"""The portal works as a role that cannot touch what stands in the journal."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from operations import database_roles

ROOT = Path(settings.BASE_DIR)
# Roles belong to the whole server, which several test processes share.
OWNER, APP = f"journal_owner_{os.getpid()}", f"journal_app_{os.getpid()}"
PASSWORDS = {"DATABASE_PASSWORD": "p@ss/w#r:d '", "MIGRATION_DATABASE_PASSWORD": ""}
FORBIDDEN = [
    "UPDATE journal_entry SET verb = 'x'",
    "DELETE FROM journal_entry",
    "TRUNCATE journal_entry",
    "TRUNCATE journal_entry, journal_chain CASCADE",
    "ALTER TABLE journal_entry DISABLE TRIGGER append_only",
    "DROP TRIGGER append_only ON journal_entry",
    "DROP TABLE journal_entry CASCADE",
    "ALTER TABLE journal_entry OWNER TO journal_app",
    "DROP FUNCTION journal_is_append_only CASCADE",
    "CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RETURN OLD; END $$",
    "CREATE TABLE public.mine (id int)",
    "DELETE FROM journal_chain",
    "TRUNCATE members_person CASCADE",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
    "SET ROLE journal_owner",
    "ALTER ROLE journal_app SUPERUSER",
    "DROP SCHEMA public CASCADE",
]


def named(statement):
    """`statement` with the names that the roles have in this process."""
    return statement.replace("journal_app", APP).replace("journal_owner", OWNER)


def superuser(database="postgres"):
    folder = os.environ["DATABASE_URL"].partition("host=")[2]
    return psycopg.connect(host=folder, user="postgres", dbname=database, autocommit=True)


@pytest.fixture(scope="module")
def apart():
    """The environment of a portal whose roles are apart, on a database of its own."""
    name = f"roles_{os.getpid()}"
    with superuser() as server:
        server.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
        server.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
    url = os.environ["DATABASE_URL"].replace("@/portal?", f"@/{name}?")
    yield {
        **os.environ,
        **PASSWORDS,
        "DATABASE_URL": url.replace("//portal@", f"//{APP}@"),
        "MIGRATION_DATABASE_URL": url.replace("//portal@", f"//{OWNER}@"),
        "NAME": name,
    }
    with superuser() as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.execute(f"DROP ROLE {APP}")
        server.execute(f"DROP ROLE {OWNER}")


def manage(env, *words):
    command = [sys.executable, "manage.py", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def portal(apart):
    """A whole demo county, built by the role that may not touch the journal."""
    manage(apart, "migrate", "--no-input", "--verbosity=0")
    manage(apart, "demo")
    return apart


def as_portal(env, role=APP):
    folder = os.environ["DATABASE_URL"].partition("host=")[2]
    return psycopg.connect(host=folder, user=role, dbname=env["NAME"], autocommit=True)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_portals_role_is_refused(portal, statement):
    with as_portal(portal) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(named(statement))


def test_all_of_the_portal_works_as_that_role(portal):
    whole = manage(portal, "journal", "verify")
    assert int(whole.split()[-2]) > 100
    with as_portal(portal) as connection:
        (role,) = connection.execute(
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = %s",
            [APP],
        ).fetchone()
        owned = connection.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [APP])
        assert (role, owned.fetchone()) == (False, (0,))


def test_a_backup_of_that_role_comes_back_where_there_is_no_role_yet(portal, tmp_path):
    manage(portal, "backup", tmp_path / "portal.tar")
    name, role = f"{portal['NAME']}_new", f"{APP}_new"
    env = {**portal, "DATA_DIR": str(tmp_path)}
    for url in ("DATABASE_URL", "MIGRATION_DATABASE_URL"):
        env[url] = portal[url].replace(portal["NAME"], name).replace(APP, role)
    with superuser() as server:
        server.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
        try:
            manage(env, "restore", tmp_path / "portal.tar")
            assert manage(env, "journal", "verify") == manage(portal, "journal", "verify")
            with (
                as_portal({"NAME": name}, role) as there,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                there.execute("TRUNCATE journal_entry")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            server.execute(f"DROP ROLE IF EXISTS {role}")


def test_the_password_is_the_one_of_the_settings_and_never_written_in_clear(portal):
    with superuser() as server:
        (kept,) = server.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [APP]
        ).fetchone()
    assert kept.startswith("SCRAM-SHA-256$")
    assert PASSWORDS["DATABASE_PASSWORD"] not in kept


@pytest.mark.parametrize(
    "power",
    [
        "ALTER ROLE journal_app SUPERUSER",
        "ALTER ROLE journal_app CREATEROLE",
        "GRANT journal_owner TO journal_app",
    ],
)
def test_a_role_that_could_lift_the_rules_is_refused(portal, power):
    with superuser() as server:
        server.execute(named(power))
        try:
            with pytest.raises(AssertionError, match="it must not"):
                manage(portal, "migrate", "--no-input", "--verbosity=0")
        finally:
            server.execute(f"ALTER ROLE {APP} NOSUPERUSER NOCREATEROLE")
            server.execute(f"REVOKE {OWNER} FROM {APP}")


def test_a_role_that_is_missing_and_cannot_be_made_is_named(portal):
    env = {**portal, "DATABASE_URL": portal["DATABASE_URL"].replace(APP, "nobody_there")}
    with superuser() as server:
        server.execute(f"ALTER ROLE {OWNER} NOCREATEROLE")
        try:
            with pytest.raises(AssertionError, match="CREATE ROLE nobody_there LOGIN"):
                manage(env, "migrate", "--no-input", "--verbosity=0")
        finally:
            server.execute(f"ALTER ROLE {OWNER} CREATEROLE")


def test_one_role_for_everything_is_left_as_it_is(django_assert_num_queries, db):
    with django_assert_num_queries(0), database_roles.owner():
        database_roles.grant()
