"""What the planner is handed: the claims of a round on a day, what became of earlier ones, and the catalogue."""

from __future__ import annotations

from datetime import date

from paripurna.core import forecast
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.roadmap.following import Today
from paripurna.rooms.roadmap.models import Scenario
from paripurna.rooms.roadmap.problem import Inputs, Standing
from paripurna.rooms.roadmap.quarters import quarter_of
from paripurna.rooms.roadmap.queries import list_moves, list_steps_of
from paripurna.rooms.roadmap.types import StepState
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import edition_of


def read_inputs(scenario: Scenario, *, on: date) -> Inputs:
    """This function will read everything that a scenario is worked out from."""
    edition = edition_of(scenario.round.sheet)
    moves = list_moves(scenario.city, edition.id)
    standing = read_standing(scenario) if scenario.follows_id else None
    return Inputs(
        scenario=scenario,
        edition=edition,
        claims=assessment.read_claims(scenario.round, on=on),
        past=assessment.read_past_marks(scenario.round, on=on),
        moves=tuple(moves),
        model=forecast.get_forecast_model(edition),
        standing=standing,
    )


def read_standing(scenario: Scenario) -> Standing:
    """This function will return the plan that a scenario follows, in the scenario's quarters; what slipped begins with it."""
    steps = list_steps_of(scenario.city, scenario.follows_id)
    open_steps = [step for step in steps if step.state == StepState.PLANNED]
    starts = {step.move.key: max(quarter_of(scenario.starts_on, step.starts_on), 0) for step in open_steps}
    fixed = {step.move.key: 0 for step in steps if step.state in {StepState.RUNNING, StepState.DONE}}
    done = frozenset(step.move.key for step in steps if step.state == StepState.DONE)
    dropped = frozenset(step.move.key for step in steps if step.state == StepState.DROPPED)
    return Standing(starts | fixed, fixed, done, dropped)


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
