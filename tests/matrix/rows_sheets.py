"""Sheets and answers. Behind `NOTHING` there is none: who passes the door finds nothing."""

from uuid import UUID

from tests.matrix.table import CITY, EVERY_INSIDER, page

WRITERS = "SECRETARIAT OFFICER"
VERIFIERS = "VERIFIER"
SHEET = CITY | {"code": UUID(int=0)}
NOTHING = SHEET | {"question": "1"}
EDITION = CITY | {"snapshot": 1_000_000}
REVISION = CITY | {"number": 1_000_000}
REVISERS = "SECRETARIAT"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"

ROWS = [
    page("sheets:sheet", SHEET, EVERY_INSIDER, ok=404),
    page("sheets:why", SHEET, EVERY_INSIDER, ok=404),
    page("sheets:why_part", SHEET | {"level": "indicator", "number": "1"}, EVERY_INSIDER, ok=404),
    page("sheets:question", NOTHING, EVERY_INSIDER, ok=404),
    page("sheets:save", NOTHING, WRITERS, ok=404, method="post"),
    page("sheets:submit", NOTHING, WRITERS, ok=404, method="post"),
    page("sheets:withdraw", NOTHING, WRITERS, ok=404, method="post"),
    page("sheets:accept", NOTHING, VERIFIERS, ok=404, method="post"),
    page("sheets:return", NOTHING, VERIFIERS, ok=404, method="post"),
    page("sheets:reopen", NOTHING, "SECRETARIAT", ok=404, method="post"),
    page("sheets:mark", NOTHING | {"stage": "em"}, EVERY_INSIDER, ok=404, method="post"),
    page("sheets:history", NOTHING, EVERY_INSIDER, ok=404),
    page("sheets:restore", NOTHING | {"revision": 1}, WRITERS, ok=404, method="post"),
    page("sheets:editions", CITY, EVERY_INSIDER),
    page("sheets:edition", EDITION, EVERY_INSIDER, ok=404),
    page("sheets:edition_export", EDITION | {"form": "yaml"}, EXPORTERS, ok=404),
    page("sheets:revision_begin", EDITION, REVISERS, ok=404, method="post"),
    page("sheets:revision", REVISION, REVISERS, ok=404),
    page("sheets:revision_question", REVISION | {"question": "1"}, REVISERS, ok=404),
    page("sheets:revision_drop", REVISION | {"key": "1"}, REVISERS, ok=404, method="post"),
    page("sheets:revision_yaml", REVISION, REVISERS, ok=404),
    page("sheets:revision_publish", REVISION, REVISERS, ok=404, method="post"),
    page("sheets:revision_export", REVISION | {"form": "yaml"}, EXPORTERS, ok=404),
]
