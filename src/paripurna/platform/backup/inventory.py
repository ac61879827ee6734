"""Counting what a database holds, to hold a restored one against what was saved."""

from __future__ import annotations

from django.db import connection
from psycopg import sql

from paripurna.platform.audit.models import Head
from paripurna.platform.backup.types import UNSAVED_TABLES
from paripurna.platform.crypto.rotation import count_by_key
from paripurna.platform.files.models import StoredFile


def list_tables() -> list[str]:
    """This function will return the tables of the database, by name."""
    return sorted(name for name in connection.introspection.table_names() if name not in UNSAVED_TABLES)


def count_rows() -> dict[str, int]:
    """This function will count the rows of every table that is saved."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in list_tables():
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            counts[table] = cursor.fetchone()[0]
    return counts


def list_files() -> dict[str, int]:
    return dict(StoredFile.objects.order_by("hash").values_list("hash", "size"))


def list_heads() -> dict[str, list[object]]:
    rows = Head.objects.order_by("chain").values_list("chain", "position", "hash")
    return {chain: [position, head_hash] for chain, position, head_hash in rows}


def list_key_ids() -> list[str]:
    return sorted(count_by_key())
