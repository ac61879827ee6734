"""The API of facts: what the registers say today of the questions of a round, and the rows behind it. Read only."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router

from paripurna.platform.access.programs import REFUSALS, open_city
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.facts.schemas import FactColumnOut, FactOut, FactPartOut, FactRowsOut, FactRowsPartOut
from paripurna.rooms.assessment.queries import get_round
from paripurna.rooms.sheets import queries as sheets

router = Router(tags=["facts"])


@router.get(
    "/cities/{slug:city}/rounds/{code}/facts",
    response={200: list[FactOut], **REFUSALS},
    summary="What the registers say today, beside the answers",
)
def get_facts(request: HttpRequest, city: str, code: UUID) -> list[FactOut]:
    """Every question that a register can answer, in the order of the edition."""
    found = get_round(open_city(request, city, Permission.CITY_VIEW), code=str(code))
    contents = sheets.read_contents(found.sheet)
    return [build_fact(each) for each in sheets.read_compared(found.sheet, contents, on=timezone.localdate())]


@router.get(
    "/cities/{slug:city}/rounds/{code}/facts/{question}/rows",
    response={200: FactRowsOut, **REFUSALS},
    summary="The rows behind the facts of a question",
)
def get_fact_rows(request: HttpRequest, city: str, code: UUID, question: str) -> FactRowsOut:
    """Needs the right and the scope to export. Columns that tell of a person are never here."""
    found = get_round(open_city(request, city, Permission.EXPORT), code=str(code))
    page = sheets.find_fact_rows(found.sheet, question, may_see_people=False, on=timezone.localdate())
    if page is None:
        raise Http404
    return FactRowsOut(question=question, source=page.source, parts=[build_rows(part) for part in page.parts])


def build_fact(compared: sheets.Compared) -> FactOut:
    """This function will return one question with its facts as the API hands it out."""
    bound = compared.live.bound
    return FactOut(
        question=compared.number,
        source=bound.source.name,
        facts=list(_list_parts(compared)),
        answer=dict(compared.live.data),
        points=compared.live_points if compared.is_known else None,
        maximum=bound.question.max_points,
        recorded=dict(compared.answer.data),
        recorded_points=compared.recorded_points,
        state=compared.answer.state.value,
        agreement=compared.agreement.value,
        differs=compared.differs,
        has_moved=compared.has_moved,
    )


def _list_parts(compared: sheets.Compared) -> Iterator[FactPartOut]:
    for part, fact in compared.live.facts.items():
        yield FactPartOut(
            part=part,
            params=compared.live.bound.asked[part].request.params.model_dump(mode="json"),
            value=fact.value,
            numerator=fact.numerator,
            denominator=fact.denominator,
            row_count=fact.row_count,
            as_of=fact.as_of,
            is_example=fact.is_example,
        )


def build_rows(part: sheets.RowsPart) -> FactRowsPartOut:
    """This function will return the rows behind one fact, every cell as text: numbers with a point, days as 2026-11-26."""
    return FactRowsPartOut(
        part=part.part,
        starts_on=part.starts_on,
        ends_on=part.ends_on,
        columns=[FactColumnOut(code=column.code, label=str(column.label)) for column in part.columns],
        rows=[[None if cell is None else str(cell) for cell in row.values] for row in part.rows],
        digest=part.digest,
    )
