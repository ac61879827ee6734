"""Loading the reference data: COPY into staging tables, then one upsert a table.

A region that stays as it was keeps its row and its dates. A renamed one, and one that the newer data no longer names,
is closed the day before; the new row of the same code names the closed one as its predecessor.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.backends.utils import CursorWrapper

from paripurna.platform.regions.source import Row, Source

STAGING = {
    "staged_region": (
        'code text collate "C", name text, level smallint, type text, parent_code text collate "C",'
        " valid_from date, valid_to date, bps_code text, folded text, search text"
    ),
    "staged_alias": "code text, name text, folded text, source text",
    "staged_figure": (
        "code text, measure text, value numeric, unit text, period text, as_of date, basis text, source text,"
        " confidence text"
    ),
    "staged_border": (
        "code text, detail text, geometry jsonb, label_lon float, label_lat float, source text, license text"
    ),
    "staged_predecessor": "code text, predecessor_code text",
}

NUMBER = """
CREATE TEMP TABLE numbered ON COMMIT DROP AS
SELECT DISTINCT ON (s.code, s.valid_from)
       COALESCE(r.id, nextval(pg_get_serial_sequence('regions_region', 'id'))) AS id, r.id IS NULL AS is_new,
       s.code, s.name, s.level, s.type, s.parent_code, COALESCE(r.valid_from, s.valid_from) AS valid_from, s.valid_to,
       s.bps_code, s.folded, s.search
  FROM staged_region s
  LEFT JOIN regions_region r ON r.code = s.code AND (
       r.valid_from = s.valid_from
       OR (r.valid_to IS NULL AND s.valid_to IS NULL AND r.folded = s.folded AND r.type = s.type))
 ORDER BY s.code, s.valid_from, r.valid_to NULLS FIRST
"""

CLOSE = """
UPDATE regions_region r SET valid_to = GREATEST(r.valid_from, %s::date - 1)
 WHERE r.valid_to IS NULL AND NOT EXISTS (SELECT 1 FROM numbered n WHERE n.id = r.id)
"""

UPSERT = """
INSERT INTO regions_region AS r
       (id, code, name, level, type, parent_id, valid_from, valid_to, bps_code, folded, search)
SELECT n.id, n.code, n.name, n.level, n.type, p.id, n.valid_from, n.valid_to, n.bps_code, n.folded, n.search
  FROM numbered n LEFT JOIN numbered p ON p.code = n.parent_code AND p.valid_to IS NULL
 ORDER BY n.code
ON CONFLICT (id) DO UPDATE
   SET name = EXCLUDED.name, type = EXCLUDED.type, parent_id = EXCLUDED.parent_id, valid_to = EXCLUDED.valid_to,
       bps_code = EXCLUDED.bps_code, folded = EXCLUDED.folded, search = EXCLUDED.search
 WHERE (r.name, r.type, r.parent_id, r.valid_to, r.bps_code, r.folded, r.search)
       IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.type, EXCLUDED.parent_id, EXCLUDED.valid_to, EXCLUDED.bps_code,
                         EXCLUDED.folded, EXCLUDED.search)
"""

LINK_SAME_CODE = """
INSERT INTO regions_region_predecessors (from_region_id, to_region_id)
SELECT n.id, r.id FROM numbered n JOIN regions_region r ON r.code = n.code AND r.id <> n.id
 WHERE n.is_new AND n.valid_to IS NULL AND r.valid_to = n.valid_from - 1
ON CONFLICT DO NOTHING
"""

LINK_NAMED = """
INSERT INTO regions_region_predecessors (from_region_id, to_region_id)
SELECT n.id, o.id FROM staged_predecessor s
  JOIN numbered n ON n.code = s.code AND n.valid_to IS NULL JOIN numbered o ON o.code = s.predecessor_code
ON CONFLICT DO NOTHING
"""

REPLACE = (
    "DELETE FROM regions_regionalias",
    """INSERT INTO regions_regionalias (region_id, name, folded, source)
       SELECT n.id, s.name, s.folded, s.source FROM staged_alias s
         JOIN numbered n ON n.code = s.code AND n.valid_to IS NULL AND n.folded <> s.folded
       ON CONFLICT DO NOTHING""",
    "DELETE FROM regions_regionfigure",
    """INSERT INTO regions_regionfigure
              (region_id, measure, value, unit, period, as_of, basis, source, confidence)
       SELECT n.id, s.measure, s.value, s.unit, s.period, s.as_of, s.basis, s.source, s.confidence
         FROM staged_figure s JOIN numbered n ON n.code = s.code AND n.valid_to IS NULL""",
    "DELETE FROM regions_border",
    """INSERT INTO regions_border (region_id, detail, geometry, label_lon, label_lat, source, license)
       SELECT n.id, s.detail, s.geometry, s.label_lon, s.label_lat, s.source, s.license
         FROM staged_border s JOIN numbered n ON n.code = s.code AND n.valid_to IS NULL""",
)


def replace_reference_data(source: Source) -> tuple[int, int]:
    """This function will bring the tables to what `source` says and return the regions in it and the regions closed.

    Must run inside a transaction, so that a load that is cut leaves nothing half written.
    """
    with connection.cursor() as cursor:
        for table, rows in _staged(source):
            _copy(cursor, table, rows)
        cursor.execute("ANALYZE staged_region")
        count, closed = _merge_regions(cursor, source.valid_from)
        for statement in (LINK_SAME_CODE, LINK_NAMED, *REPLACE, "ANALYZE regions_region"):
            cursor.execute(statement)
        cursor.execute(f"DROP TABLE numbered, {', '.join(STAGING)}")
    return count, closed


def _staged(source: Source) -> tuple[tuple[str, Iterable[Row]], ...]:
    return (
        ("staged_region", source.regions()),
        ("staged_alias", source.aliases()),
        ("staged_figure", source.figures()),
        ("staged_border", source.borders()),
        ("staged_predecessor", source.predecessors()),
    )


def _copy(cursor: CursorWrapper, table: str, rows: Iterable[Row]) -> None:
    cursor.execute(f"CREATE TEMP TABLE {table} ({STAGING[table]}) ON COMMIT DROP")
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _merge_regions(cursor: CursorWrapper, valid_from: date) -> tuple[int, int]:
    cursor.execute(NUMBER)
    cursor.execute("CREATE INDEX ON numbered (code)")
    cursor.execute("ANALYZE numbered")
    cursor.execute(CLOSE, [valid_from])
    closed = cursor.rowcount
    cursor.execute(UPSERT)
    cursor.execute("SELECT count(*) FROM numbered WHERE valid_to IS NULL")
    return cursor.fetchone()[0], closed
