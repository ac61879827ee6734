"""The API: a program that shows no token is told so by its status. Behind `NOTHING` there is no round."""

from uuid import UUID

from tests.matrix.table import CITY, VIEWERS, Row, Visitor

ROUND = CITY | {"code": UUID(int=0)}
ANSWER = ROUND | {"question": "1"}


def program(name: str, kwargs: dict[str, object], ok: int, *, may: frozenset[Visitor] = VIEWERS, **more: object) -> Row:
    """This function will return the row of an endpoint of a city that every insider may read, or those of `may`."""
    expected = dict.fromkeys(Visitor, 404) | {visitor: ok if visitor in may else 403 for visitor in VIEWERS}
    expected |= {Visitor.SIGNED_OUT: 401, Visitor.PARTNER: 403}
    return Row(f"api-v1:{name}", kwargs, expected, **more)


def for_members(name: str, kwargs: dict[str, object]) -> Row:
    """This function will return the row of an endpoint that belongs to no city."""
    return Row(f"api-v1:{name}", kwargs, dict.fromkeys(Visitor, 200) | {Visitor.SIGNED_OUT: 401})


ROWS = [
    for_members("openapi", {}),
    for_members("get_editions", {}),
    for_members("get_edition", {"reference": "kla-2024@1"}),
    program("get_rounds", CITY, 200),
    program("get_round_detail", ROUND, 404),
    program("get_score", ROUND | {"stage": "evaluasi_mandiri"}, 404),
    program("get_gaps", ROUND, 404),
    program("get_forecast", ROUND, 404),
    program("get_answer", ANSWER, 404),
    program("get_facts", ROUND, 404),
    program("get_fact_rows", ANSWER, 404, may=VIEWERS - {Visitor.KELURAHAN}),
    program("get_plan", CITY, 404),
    program("get_scenarios", CITY, 200),
    program("get_scenario", CITY | {"scenario": UUID(int=0)}, 404),
    # Without a body it is refused by its form, before anything is looked up; tests/api tries whole ones.
    Row("api-v1:put_answer", ANSWER, dict.fromkeys(Visitor, 400) | {Visitor.SIGNED_OUT: 401}, method="put"),
]
