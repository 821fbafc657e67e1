"""Migrates and seeds the database of DATABASE_URL, and counts the queries of each page.

Imported in a process of its own after `django.setup()`.
"""

import json
import sys

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import pages, seed
from projects.models import Project
from projects.selectors.rows import fields


def main(size):
    """Print one line of JSON: a project's number, how many there are, columns, queries a page."""
    call_command("migrate", verbosity=0)
    call_command("build_assets", verbosity=0, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    seed.seed(getattr(seed, size))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    some = Project.objects.order_by("pk")[Project.objects.count() // 2]
    addresses = {
        "list": pages.LIST,
        "filtered": pages.FILTERED,
        "detail": some.get_absolute_url(),
        "search": pages.SEARCH,
    }
    client, queries = Client(SERVER_NAME="127.0.0.1"), {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, address
        queries[name] = len(captured)
    facts = {"pk": some.pk, "projects": Project.objects.count(), "columns": len(fields())}
    print(json.dumps({**facts, "queries": queries}))
