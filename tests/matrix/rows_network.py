"""Agencies and partners. Behind `NOTHING` there is none: who passes the door finds nothing."""

from tests.matrix.table import CITY, EVERY_INSIDER, page

MANAGERS = "SECRETARIAT"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
UNKNOWN = CITY | {"pk": 0}
NOTHING = CITY | {"code": "tanpa"}

ROWS = [
    page("network:agency_list", CITY, EVERY_INSIDER),
    page("network:agency_export", CITY | {"ending": "csv"}, EXPORTERS),
    page("network:agency_create", CITY, MANAGERS),
    page("network:agency_import", CITY, MANAGERS),
    page("network:role_list", CITY, EVERY_INSIDER),
    page("network:role_change", CITY | {"role": "tanpa"}, MANAGERS, ok=404),
    page("network:question_list", CITY, EVERY_INSIDER),
    page("network:question_assign", CITY, MANAGERS, method="post", ok=302),
    page("network:board", CITY, EVERY_INSIDER),
    page("network:question_move", CITY, MANAGERS, method="post", ok=302),
    page("network:task_force_now", CITY, EVERY_INSIDER),
    page("network:task_force_create", CITY, MANAGERS),
    page("network:task_force_detail", UNKNOWN, EVERY_INSIDER, ok=404),
    page("network:task_force_change", UNKNOWN, MANAGERS, ok=404),
    page("network:seat_add", UNKNOWN, MANAGERS, ok=404, method="post"),
    page("network:seat_remove", UNKNOWN | {"seat_id": 1}, MANAGERS, ok=404, method="post"),
    page("network:post_list", CITY, EVERY_INSIDER),
    page("network:post_create", CITY, MANAGERS),
    page("network:post_detail", UNKNOWN, EVERY_INSIDER, ok=404),
    page("network:post_change", UNKNOWN, MANAGERS, ok=404),
    page("network:post_hand_over", UNKNOWN, MANAGERS, ok=404, method="post"),
    page("network:post_close", UNKNOWN, MANAGERS, ok=302, method="post"),
    page("network:post_reopen", UNKNOWN, MANAGERS, ok=404, method="post"),
    page("network:agency_detail", NOTHING, EVERY_INSIDER, ok=404),
    page("network:agency_change", NOTHING, MANAGERS, ok=404),
    page("network:agency_end", NOTHING, MANAGERS, ok=302, method="post"),
    page("network:agency_resume", NOTHING, MANAGERS, ok=404, method="post"),
    page("network:member_join", NOTHING, MANAGERS, ok=302, method="post"),
    page("network:member_leave", NOTHING | {"membership_id": 1}, MANAGERS, ok=404, method="post"),
]
