"""Rounds of the city. Behind `NOTHING` there is none: who passes the door finds nothing."""

from uuid import UUID

from tests.matrix.table import CITY, EVERY_INSIDER, page

MANAGERS = "SECRETARIAT"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
NOTHING = CITY | {"code": UUID(int=0)}
EMPTY = (200, 302)  # a city without a round says so, or leads to where one is opened

ROWS = [
    page("assessment:city", CITY, EVERY_INSIDER, ok=302),
    page("assessment:home", CITY, EVERY_INSIDER),
    page("assessment:breath_agency", CITY | {"agency": "tidak-ada"}, EVERY_INSIDER, ok=EMPTY),
    page("assessment:breath_strand", CITY | {"strand": "tidak-ada"}, EVERY_INSIDER, ok=EMPTY),
    page("assessment:digest", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:tasks", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:rounds", CITY, EVERY_INSIDER),
    page("assessment:round_open", CITY, MANAGERS),
    page("assessment:instrument", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:facts", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:gaps", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:losses", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:forecast", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:forecast_questions", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:forecast_what_if", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:forecast_calibration", CITY, EVERY_INSIDER, ok=EMPTY),
    page("assessment:forecast_export", CITY | {"form": "csv"}, EXPORTERS, ok=404),
    page("assessment:forecast_make", CITY, MANAGERS, ok=404, method="post"),
    page("assessment:compare", CITY, EVERY_INSIDER),
    page("assessment:cities", CITY, EVERY_INSIDER),
    page("assessment:round", NOTHING, EVERY_INSIDER, ok=404),
    page("assessment:calendar", NOTHING, MANAGERS, ok=404),
    page("assessment:round_finish", NOTHING, MANAGERS, ok=404, method="post"),
    page("assessment:marks", NOTHING | {"stage": "va"}, MANAGERS, ok=404),
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
    page("assessment:verification", CITY, "VERIFIER", ok=EMPTY),
    page("assessment:verification_statistics", CITY, EVERY_INSIDER),
    page("assessment:verification_export", CITY | {"form": "csv"}, EXPORTERS, ok=404),
    page("assessment:verification_people", CITY, MANAGERS, ok=EMPTY),
    page("assessment:verification_two", CITY, MANAGERS, ok=404, method="post"),
    page("assessment:verification_duty", CITY, MANAGERS, ok=404, method="post"),
    page("assessment:verification_duty_end", CITY | {"duty": 1}, MANAGERS, ok=404, method="post"),
    page("assessment:verification_start", CITY, "VERIFIER", ok=404),
    *(
        page(f"assessment:verification_{name}", CITY | {"question": "1"}, "VERIFIER", ok=404, method=method)
        for name, method in (
            ("item", "get"),
            ("accept", "post"),
            ("return", "post"),
            ("mark", "post"),
            ("claim", "post"),
        )
    ),
]
