"""The indexes that make searching quick on PostgreSQL."""

import pytest
from django.db import connection

from members.models import Partner
from projects.models import Project

TABLES = [
    "agreements_agreement",
    "meetings_meeting",
    "members_partner",
    "members_person",
    "projects_project",
]


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_each_searched_table_has_a_trigram_index(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexname = %s",
            [table, f"{table}_search"],
        )
        (definition,) = cursor.fetchone()
    assert "gin (search gin_trgm_ops)" in definition


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Partner, Project])
def test_the_search_can_use_it(model):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = model.objects.order_by().found_by("młynami").explain()
    assert f"{model._meta.db_table}_search" in plan
