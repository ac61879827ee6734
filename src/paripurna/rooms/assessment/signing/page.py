"""What the pages of papers show: plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.platform.access.types import Stranger
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.position import Position, StagePosition, read_position
from paripurna.rooms.assessment.rulers import build_trail, language
from paripurna.rooms.assessment.signing import policy, queries
from paripurna.rooms.assessment.signing.figures import build_values, find_score
from paripurna.rooms.assessment.signing.models import PaperTemplate, StageFreeze, StagePaper
from paripurna.rooms.assessment.signing.types import SLUGS, PaperDraft, PaperKind
from paripurna.rooms.assessment.types import RoundState

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.assessment.signing.blocks import PaperText


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One of the three papers of a stage, and how far it is."""

    kind: PaperKind
    paper: StagePaper | None

    @property
    def slug(self) -> str:
        return SLUGS[self.kind]

    @property
    def is_signed(self) -> bool:
        return queries.is_signed(self.paper)

    @property
    def is_withdrawn(self) -> bool:
        return self.paper is not None and self.paper.document_id is not None and not self.is_signed


@dataclass(frozen=True)
class PapersPage:
    """The papers of a stage, and whether it is frozen."""

    round: Round
    stage: str
    label: str
    total: Decimal | None
    grade: str
    papers: tuple[PaperLine, ...]
    freeze: StageFreeze | None
    is_frozen: bool
    past: tuple[StageFreeze, ...]

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def is_open(self) -> bool:
        return self.round.state == RoundState.RUNNING

    @property
    def minutes(self) -> PaperLine:
        return next(line for line in self.papers if line.kind is PaperKind.MINUTES)


def find_stage(position: Position, code: str) -> StagePosition:
    """This function will return a stage that gives marks. Raises `Stranger`."""
    found = next((stage for stage in position.stages if stage.stage.code == code), None)
    if found is None:
        raise Stranger
    return found


def build_papers_page(found: Round, stage: str, *, today: date) -> PapersPage:
    """This function will put together the papers of a stage with what they would say of it."""
    position = read_position(found, today=today)
    place = find_stage(position, stage)
    score, known = find_score(position, place), queries.list_papers(found, stage)
    return PapersPage(
        round=found,
        stage=stage,
        label=place.stage.label.in_language(language()),
        total=score.total if score else None,
        grade=score.grade.label.in_language(language()) if score else "",
        papers=tuple(PaperLine(kind, known.get(kind)) for kind in PaperKind),
        freeze=queries.find_freeze(found, stage),
        is_frozen=bool(place.dates and place.dates.frozen_at),
        past=tuple(queries.list_past_freezes(found, stage)),
    )


@dataclass(frozen=True)
class PaperPage:
    """One paper: what it says, what a person says of it, and the signed scan."""

    round: Round
    stage: str
    label: str
    line: PaperLine
    draft: PaperDraft
    is_frozen: bool

    @property
    def trail(self) -> list[tuple[str, str]]:
        place = {"city": self.round.city.slug, "code": self.round.code, "stage": self.stage}
        return [*build_trail(self.round.city, self.round), (self.label, reverse("assessment:papers", kwargs=place))]

    @property
    def may_change(self) -> bool:
        return self.round.state == RoundState.RUNNING and policy.can_change(self.line.paper)

    @property
    def upload_words(self) -> dict[str, str]:
        return {"evaluasi": str(self.round.code), "tahap": self.stage, "naskah": self.line.slug}


def build_paper_page(found: Round, stage: str, kind: PaperKind, *, today: date) -> tuple[PaperPage, Position]:
    """This function will put together one paper, and return the position that its figures come from."""
    position = read_position(found, today=today)
    place = find_stage(position, stage)
    page = PaperPage(
        round=found,
        stage=stage,
        label=place.stage.label.in_language(language()),
        line=PaperLine(kind, queries.find_paper(found, stage, kind)),
        draft=queries.read_draft(found, stage, kind),
        is_frozen=bool(place.dates and place.dates.frozen_at),
    )
    return page, position


def fill_paper(position: Position, stage: str, kind: PaperKind, draft: PaperDraft, *, at: datetime) -> bytes:
    """This function will fill the template in use. Raises `BadTemplate`, `FileLost`, and `LookupError` for a stage without a total."""
    from paripurna.rooms.assessment.signing.filling import fill  # late: loads the libraries of Word documents

    found = position.round
    values = build_values(position, find_stage(position, stage), draft, at=at)
    return fill(queries.read_template(found.city, kind), values, is_example=found.sheet.is_example)


def preview_paper(position: Position, stage: str, kind: PaperKind, draft: PaperDraft, *, at: datetime) -> PaperText:
    """This function will return what the filled paper says, as blocks. Raises as `fill_paper`."""
    from paripurna.rooms.assessment.signing.blocks import read_paper

    return read_paper(fill_paper(position, stage, kind, draft, at=at))


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """The templates of a kind: the one in use, the earlier ones, and what is wrong with one that was just uploaded."""

    kind: PaperKind
    versions: tuple[PaperTemplate, ...]
    error: str

    @property
    def has_error(self) -> bool:
        return bool(self.error)

    @property
    def slug(self) -> str:
        return SLUGS[self.kind]

    @property
    def used(self) -> PaperTemplate | None:
        return next((template for template in self.versions if template.is_used), None)


def build_template_cards(city: City, errors: Mapping[PaperKind, str]) -> Sequence[TemplateCard]:
    """This function will return the templates of every kind."""
    known = queries.list_templates(city)
    return [
        TemplateCard(kind, tuple(each for each in known if each.kind == kind), errors.get(kind, ""))
        for kind in PaperKind
    ]
