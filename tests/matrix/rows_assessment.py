"""Rounds of the city. Behind `NOTHING` there is none: who passes the door finds nothing."""

from uuid import UUID

from tests.matrix.table import CITY, EVERY_INSIDER, page

MANAGERS = "SECRETARIAT"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
NOTHING = CITY | {"code": UUID(int=0)}
EMPTY = (200, 302)  # a city without a round says so, or leads to where one is opened

ROWS = [
    page("assessment:home", CITY, EVERY_INSIDER),
    page("assessment:tasks", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:rounds", CITY, EVERY_INSIDER),
    page("assessment:round_open", CITY, MANAGERS),
    page("assessment:instrument", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:gaps", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:losses", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:compare", CITY, EVERY_INSIDER),
    page("assessment:cities", CITY, EVERY_INSIDER),
    page("assessment:round", NOTHING, EVERY_INSIDER, ok=404),
    page("assessment:calendar", NOTHING, MANAGERS, ok=404),
    page("assessment:stage_frozen", NOTHING | {"stage": "em"}, MANAGERS, ok=404, method="post"),
    page("assessment:round_finish", NOTHING, MANAGERS, ok=404, method="post"),
    page("assessment:import_begin", NOTHING, MANAGERS, ok=404),
    page("assessment:import_map", NOTHING, MANAGERS, ok=404),
    page("assessment:import_preview", NOTHING, MANAGERS, ok=404),
    page("assessment:import_run", NOTHING, MANAGERS, ok=404, method="post"),
    page("assessment:import_drop", NOTHING, MANAGERS, ok=404, method="post"),
    page("assessment:carry", NOTHING, MANAGERS, ok=404),
    page("assessment:carry_run", NOTHING, MANAGERS, ok=404, method="post"),
    page("assessment:copy_answer", NOTHING | {"question": "1"}, "SECRETARIAT OFFICER", ok=404, method="post"),
    page("assessment:export_workbook", NOTHING, EXPORTERS, ok=404),
    page("assessment:export_csv", NOTHING, EXPORTERS, ok=404),
    page("assessment:export_json", NOTHING, EXPORTERS, ok=404),
    page("assessment:export_gaps", NOTHING, EXPORTERS, ok=404),
    page("assessment:export_losses", NOTHING, EXPORTERS, ok=404),
    page("assessment:export_losses_workbook", NOTHING, EXPORTERS, ok=404),
    page("assessment:export_report", NOTHING, EXPORTERS, ok=404),
]
