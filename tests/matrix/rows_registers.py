"""The registers. The secretariat keeps entries of any agency; the officer of the world works for none and so keeps none."""

from typing import Any
from uuid import UUID

from tests.factories.network import make_agency
from tests.factories.registers import make_regulation
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
KEEPERS = "SECRETARIAT OFFICER"
REGISTER = CITY | {"register": "peraturan"}
NO_TRAINING = CITY | {"code": UUID(int=0)}
NOTHING = REGISTER | {"code": UUID(int=0)}


def an_entry(world: World) -> dict[str, Any]:
    """Of an agency that nobody of the world works for."""
    return REGISTER | {"code": make_regulation(world.city, make_agency(world.city, "bagian-hukum")).code}


def an_agency(world: World) -> dict[str, Any]:
    """There is an agency whose entries can be kept."""
    make_agency(world.city, "bagian-hukum")
    return REGISTER


ROWS = [
    page("registers:front", CITY, EVERY_INSIDER),
    page("registers:figures_begin", CITY, KEEPERS),
    page("registers:series_adopt", CITY, "SECRETARIAT", ok=302, method="post"),
    page("registers:figure_add", NO_TRAINING, KEEPERS, ok=404),
    page("registers:figure_list", NO_TRAINING, EVERY_INSIDER, ok=404),
    page("registers:figure_history", NO_TRAINING, EVERY_INSIDER, ok=404),
    page("registers:figures_remove", NO_TRAINING, KEEPERS, ok=404, method="post"),
    page("registers:figure_rewrite", NO_TRAINING | {"pk": 0}, KEEPERS, ok=404, method="post"),
    page("registers:figures_map", NO_TRAINING | {"begun": UUID(int=0)}, KEEPERS, ok=404),
    page("registers:child_profile", CITY, EVERY_INSIDER),
    page("registers:child_profile_export", CITY | {"ending": "csv"}, EXPORTERS),
    page("registers:partner_list", CITY, EVERY_INSIDER),
    page("registers:partner_year", CITY | {"partner": "tanpa"}, EVERY_INSIDER, ok=404),
    page("registers:own_promises", CITY, "PARTNER"),
    page("registers:own_delivery", CITY | {"pk": 0}, "PARTNER", ok=404, method="post"),
    page("registers:delivery_add", NO_TRAINING, KEEPERS, ok=404, method="post"),
    page("registers:delivery_settle", NO_TRAINING, KEEPERS, ok=404, method="post"),
    page("registers:training_coverage", CITY, EVERY_INSIDER),
    page("registers:participants_add", NO_TRAINING, KEEPERS, ok=404),
    page("registers:participants_import", NO_TRAINING, KEEPERS, ok=404),
    page("registers:participants_leave", NO_TRAINING, KEEPERS, ok=404, method="post"),
    page("registers:entry_list", REGISTER, EVERY_INSIDER),
    page("registers:entry_export", REGISTER | {"ending": "csv"}, EXPORTERS),
    page("registers:entry_add", an_agency, "SECRETARIAT"),
    page("registers:entry", an_entry, EVERY_INSIDER),
    page("registers:entry_change", an_entry, "SECRETARIAT"),
    page("registers:entry_history", an_entry, EVERY_INSIDER),
    page("registers:entry_restore", an_entry, "SECRETARIAT", ok=302, method="post"),
    page("registers:entry_withdraw", an_entry, "SECRETARIAT", ok=302, method="post"),
    page("registers:entry_return", an_entry, "SECRETARIAT", ok=302, method="post"),
    page("registers:entry_step", an_entry, "SECRETARIAT", ok=302, method="post", data={"step": "REPLACE"}),
    page("registers:document_attach", NOTHING | {"document": UUID(int=0)}, KEEPERS, ok=404, method="post"),
    page("registers:document_detach", NOTHING | {"document": UUID(int=0)}, KEEPERS, ok=404, method="post"),
    page("registers:feeds", REGISTER, EVERY_INSIDER),
    page("registers:document_link", NOTHING | {"document": UUID(int=0)}, f"{KEEPERS} KELURAHAN", ok=404, method="post"),
    page("registers:children_budget", CITY, EVERY_INSIDER),
    page("registers:children_budget_export", CITY | {"ending": "csv"}, EVERY_INSIDER),
    page("registers:import_begin", an_agency, "SECRETARIAT"),
    page("registers:import_preview", NOTHING, KEEPERS, ok=404),
    page("registers:import_run", NOTHING, KEEPERS, ok=404, method="post"),
]
