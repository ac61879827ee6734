"""Theme and language, search, the manual, regions, notices, health, audit, jobs, files."""

from uuid import UUID

from tests.matrix.table import CITY, EVERY_INSIDER, for_all, for_signed_in, page

NOBODY = UUID(int=0)  # of a thing that does not exist: who passes the door finds nothing behind it
AUDITORS = "SECRETARIAT VERIFIER"

ROWS = [
    for_all("ui:set_theme", {}, 302, method="post"),
    for_all("ui:set_language", {}, 302, method="post"),
    page("ui:search", CITY, EVERY_INSIDER),
    for_all("manual:front", {}, 200),
    for_all("manual:page", {"page": "mulai"}, 200),
    for_all("manual:picture", {"name": "masuk"}, 200),
    for_all("ui:gallery", {}, 404),
    for_all("ui:save_sample", {}, 404, method="post"),
    for_signed_in("regions:region_list", {}, 200),
    for_signed_in("regions:region_detail", {"code": "64.71"}, 200),
    for_signed_in("regions:region_borders", {"code": "64.71"}, 200),
    for_signed_in("notices:notice_list", {}, 200),
    for_signed_in("notices:notice_read_all", {}, 302, method="post"),
    for_signed_in("notices:mail_wish", {}, 302, method="post"),
    for_signed_in("notices:notice_open", {"notice_id": NOBODY}, 404, method="post"),
    for_all("healthz", {}, 200),
    for_all("readyz", {}, 200),
    for_all("metrics", {}, 200),
    page("audit:event_list", CITY, AUDITORS),
    page("audit:event_export", CITY, AUDITORS),
    page("jobs:progress_list", CITY, EVERY_INSIDER),
    page("jobs:progress_detail", CITY | {"progress_id": NOBODY}, EVERY_INSIDER, ok=404),
    page("jobs:progress_data", CITY | {"progress_id": NOBODY}, EVERY_INSIDER, ok=404),
    page("jobs:progress_cancel", CITY | {"progress_id": NOBODY}, EVERY_INSIDER, ok=404, method="post"),
    # Nobody registered this kind of upload, and nobody brings this one.
    page("files:upload_begin", CITY | {"kind": "tanpa"}, EVERY_INSIDER, ok=404, method="post"),
    page("files:upload_join", CITY | {"kind": "tanpa"}, EVERY_INSIDER, ok=404, method="post"),
    page("files:upload", CITY | {"kind": "tanpa", "code": NOBODY}, EVERY_INSIDER, ok=404),
    page("files:upload", CITY | {"kind": "tanpa", "code": NOBODY}, EVERY_INSIDER, ok=404, method="patch"),
    page("files:upload", CITY | {"kind": "tanpa", "code": NOBODY}, EVERY_INSIDER, ok=404, method="delete"),
    page("files:upload_finish", CITY | {"kind": "tanpa", "code": NOBODY}, EVERY_INSIDER, ok=404, method="post"),
]
