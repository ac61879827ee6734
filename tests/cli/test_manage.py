"""`paripurna migrate` on databases of earlier versions."""

import click
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from paripurna.cli.manage import adjust_tables

pytestmark = pytest.mark.django_db


def forget(condition: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM django_migrations WHERE {condition}")


class TestAdjustTables:
    def test_has_nothing_to_do_where_every_migration_before_the_summing_up_was_applied(self):
        forget("name LIKE '%squashed%'")
        executor = MigrationExecutor(connection)

        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []

    def test_refuses_a_database_from_in_between(self):
        forget("app = 'roadmap' AND name = '0004_costs'")

        with pytest.raises(click.ClickException, match=r"\(roadmap\).*commit"):
            adjust_tables(verbosity=0)
