"""Question by question: which loses most, of which least is known. Filtered, sorted and exported as the address bar says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _

from paripurna.core.forecast import Claim, ProofLevel, QuestionForecast
from paripurna.core.instrument.model import Edition, Question, Strand
from paripurna.platform.tables.writing import Value
from paripurna.platform.ui.components.lists import read_sort
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.page import question_url
from paripurna.rooms.assessment.forecasting.wording import CHECKS, PROOFS
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets.queries import edition_of

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One claim with what is expected of it."""

    question: Question
    strand: Strand
    claim: Claim
    found: QuestionForecast
    url: str

    @property
    def number(self) -> str:
        return self.question.number

    @property
    def label(self) -> str:
        return self.question.label.in_language(language())

    @property
    def loss(self) -> Decimal:
        return self.found.claimed - self.found.expected

    @property
    def proof(self) -> str:
        return str(PROOFS[self.claim.proof])

    @property
    def check(self) -> str:
        return str(CHECKS[self.claim.check])


SORTS: Mapping[str, Callable[[QuestionLine], Any]] = {
    "klaim": lambda line: line.found.claimed,
    "harapan": lambda line: line.found.expected,
    "hilang": lambda line: line.found.loss_share,
    "ragu": lambda line: line.found.doubt_share,
}
DEFAULT = "-hilang"


@dataclass(frozen=True)
class QuestionsPage:
    """`count` and the sums are those of everything that the filter lets through."""

    round: Round
    edition: Edition
    page: Page[QuestionLine]
    count: int
    loss: Decimal
    loss_share: float
    doubt_share: float
    strand: str
    proof: str
    text: str

    @property
    def proofs(self) -> list[tuple[str, str]]:
        return [(level.value, str(PROOFS[level])) for level in ProofLevel]


def build_questions_page(round: Round, stored: StoredForecast, query: Query) -> QuestionsPage:
    """This function will list the claims that match `klaster`, `bukti` and `cari`, sorted as `urut` says."""
    lines = list_questions(round, stored, query)
    return QuestionsPage(
        round=round,
        edition=edition_of(round.sheet),
        page=read_page(lines, query),
        count=len(lines),
        loss=sum((line.loss for line in lines), Decimal(0)),
        loss_share=sum(line.found.loss_share for line in lines),
        doubt_share=sum(line.found.doubt_share for line in lines),
        strand=query.get("klaster", ""),
        proof=query.get("bukti", ""),
        text=query.get("cari", "").strip(),
    )


def list_questions(round: Round, stored: StoredForecast, query: Query) -> list[QuestionLine]:
    """This function will return the lines that match the query, the largest share of the loss first by default."""
    column, is_down = read_sort(query, list(SORTS), DEFAULT)
    lines = [line for line in _list_lines(round, stored) if _matches(line, query)]
    return sorted(lines, key=SORTS[column], reverse=is_down)


def _list_lines(round: Round, stored: StoredForecast) -> Iterator[QuestionLine]:
    claims = {claim.question: claim for claim in stored.parsed_inputs.claims}
    found = stored.parsed.forecast.questions
    for strand in edition_of(round.sheet).strands:
        for question in strand.questions:
            number = question.number
            if number in claims:
                yield QuestionLine(question, strand, claims[number], found[number], question_url(round, number))


def _matches(line: QuestionLine, query: Query) -> bool:
    text = f"{line.number} {line.question.label.id} {line.question.label.en}".lower()
    return (
        query.get("klaster", "") in {"", line.strand.code}
        and query.get("bukti", "") in {"", line.claim.proof.value}
        and query.get("cari", "").strip().lower() in text
    )


def build_rows(lines: list[QuestionLine], *, is_example: bool) -> list[list[Value]]:
    """This function will return the lines as a table with its head, for a file."""
    example = [_("example")] if is_example else []
    heads = [
        _("Number"),
        _("Question"),
        _("Cluster"),
        _("Proof"),
        _("Check"),
        _("Claimed"),
        _("Expected"),
        _("Chance confirmed"),
        _("Chance cut"),
        _("Chance lost"),
        _("Share of the loss"),
        _("Share of the doubt"),
    ]
    return [[*heads, *example], *([*_cells(line), *example] for line in lines)]


def _cells(line: QuestionLine) -> list[Value]:
    found = line.found
    shares = (found.confirmed, found.cut, found.lost, found.loss_share, found.doubt_share)
    words = [line.number, line.label, line.strand.label.in_language(language()), line.proof, line.check]
    return [*words, float(found.claimed), float(found.expected), *(round(share, 6) for share in shares)]
