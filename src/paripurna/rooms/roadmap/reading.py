"""What the planner is handed: the claims of a round on a day, what became of earlier ones, and the catalogue."""

from __future__ import annotations

from datetime import date

from paripurna.core import forecast
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.roadmap.following import Today
from paripurna.rooms.roadmap.models import Scenario
from paripurna.rooms.roadmap.problem import Inputs
from paripurna.rooms.roadmap.queries import list_moves
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import edition_of


def read_inputs(scenario: Scenario, *, on: date) -> Inputs:
    """This function will read everything that a scenario is worked out from."""
    edition = edition_of(scenario.round.sheet)
    return Inputs(
        scenario=scenario,
        edition=edition,
        claims=assessment.read_claims(scenario.round, on=on),
        past=assessment.read_past_marks(scenario.round, on=on),
        moves=tuple(list_moves(scenario.city, edition.id)),
        model=forecast.get_forecast_model(edition),
    )


def read_today(round: assessment.Round, *, on: date) -> Today:
    """This function will read how a round stands on that day, and what the registers say of it."""
    edition = edition_of(round.sheet)
    live = sheets.read_live_answers(round.sheet, edition, on=on)
    known = {number: answer.value for number, answer in live.items() if answer.value is not None}
    return Today(
        edition=edition,
        claims=assessment.read_claims(round, on=on),
        past=assessment.read_past_marks(round, on=on),
        model=forecast.get_forecast_model(edition),
        live=sheets.score_values(edition, known, sheets.subject_of(round.sheet)),
    )
