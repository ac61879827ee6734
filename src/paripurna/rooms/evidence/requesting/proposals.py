"""What could be asked of whom: from the gaps of the proof, or for questions that a person chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Question, Strand
from paripurna.core.scoring.result import Basis, QuestionScore
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.proofs import read_proofs
from paripurna.rooms.evidence.types import BadRequest, ProofScore, RequestDraft, RequestState
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import SheetError

if TYPE_CHECKING:
    from paripurna.rooms.evidence.proof.judging import QuestionProof
    from paripurna.rooms.evidence.proof.papers import WantedKind
    from paripurna.rooms.network.types import AgencyRef
    from paripurna.rooms.sheets.queries import Sheet

GAPS = frozenset({ProofScore.NONE, ProofScore.PARTIAL})
ASKED = (RequestState.OPEN, RequestState.ANSWERED, RequestState.RETURNED)
TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Proposal:
    """One document that could be asked of one agency. `points`: what the answer earns, or could earn when there is none."""

    question: str
    label: str
    strand: str
    kind: str
    kind_label: str
    agency: AgencyRef
    points: Decimal
    is_answered: bool
    proof: ProofScore

    @property
    def key(self) -> str:
        return f"{self.question}|{self.kind}|{self.agency.code}"

    @property
    def title(self) -> str:
        return f"{self.kind_label}: {self.label}"[:TITLE_LENGTH] if self.kind_label else self.label[:TITLE_LENGTH]


@dataclass(frozen=True, slots=True)
class ProposalGroup:
    """What could be asked of one agency. Points of a question count once, however many documents it wants."""

    agency: AgencyRef
    proposals: tuple[Proposal, ...]

    @property
    def points(self) -> Decimal:
        by_question = {proposal.question: proposal.points for proposal in self.proposals}
        return sum(by_question.values(), Decimal(0))


def list_proposals(sheet: Sheet, *, only_gaps: bool, on: date) -> list[Proposal]:
    """This function will return what is not asked for yet, the most points first.

    Only gaps: for every question whose proof is missing or partial, each kind that is not there, of the agency that
    leads. Else: every kind of every question, of every agency that answers for it.
    """
    edition, contents = sheets.edition_of(sheet), sheets.read_contents(sheet)
    roles = {question.number: question.roles for question in edition.questions}
    responsible = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on)
    proofs = read_proofs(sheet, on=on, contents=contents, responsible=responsible)
    scores = sheets.score_contents(sheet, contents, stage=sheets.get_own_stage(edition)).questions
    asked = _list_asked(sheet)
    known = [
        _Known(strand, question, proofs[question.number], scores[question.number])
        for strand in edition.strands
        for question in strand.questions
        if scores[question.number].basis is not Basis.NOT_APPLICABLE
    ]
    found = [
        each.propose(kind, agency)
        for each in known
        for kind, agency in each.list_wanted(responsible[each.question.number], only_gaps=only_gaps)
        if (each.question.number, kind.code, agency.id) not in asked
    ]
    return sorted(found, key=lambda each: -each.points)


def _list_asked(sheet: Sheet) -> set[tuple[str, str, int]]:
    rows = ProofRequest.objects.filter(city=sheet.city_id, sheet=sheet, state__in=ASKED).exclude(question="")
    return set(rows.values_list("question", "kind", "agency"))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a question while proposals are made of it."""

    strand: Strand
    question: Question
    proof: QuestionProof
    score: QuestionScore

    def list_wanted(self, agencies: Sequence[AgencyRef], *, only_gaps: bool) -> list[tuple[WantedKind, AgencyRef]]:
        """From the gaps: what is neither there nor waived, of the agency that leads."""
        wanted = [state for state in self.proof.wanted if not state.kind.is_in_answer]
        if not only_gaps:
            return [(state.kind, agency) for state in wanted for agency in agencies]
        if self.proof.score not in GAPS:
            return []
        waived = {finding.check for finding in self.proof.findings if not finding.counts}
        missing = [each for each in wanted if not each.is_there and f"missing:{each.kind.code}" not in waived]
        return [(state.kind, agency) for state in missing for agency in agencies[:1]]

    def propose(self, kind: WantedKind, agency: AgencyRef) -> Proposal:
        is_answered = self.score.basis is not Basis.UNANSWERED
        return Proposal(
            question=self.question.number,
            label=self.question.label.in_language(get_language() or "id"),
            strand=self.strand.code,
            kind=kind.code,
            kind_label=kind.label,
            agency=agency,
            points=self.score.points if is_answered else self.score.max_points,
            is_answered=is_answered,
            proof=self.proof.score,
        )


def describe_request(sheet: Sheet, number: str, kind_label: str, *, on: date) -> dict[str, object]:
    """This function will return what a request for the proof of a question says by itself: its title, and who leads."""
    try:
        question = sheets.get_question(sheet, number)
    except SheetError:
        return {}
    roles = {question.number: question.roles}
    agencies = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on)[question.number]
    label = question.label.in_language(get_language() or "id")
    title = f"{kind_label}: {label}" if kind_label else label
    return {"title": title[:TITLE_LENGTH], "agency": agencies[0].id if agencies else ""}


def group_proposals(proposals: Iterable[Proposal]) -> list[ProposalGroup]:
    """This function will group what could be asked by agency, the one with most points first."""
    groups: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        groups.setdefault(proposal.agency.code, []).append(proposal)
    built = [ProposalGroup(found[0].agency, tuple(found)) for found in groups.values()]
    return sorted(built, key=lambda group: (-group.points, group.agency.abbreviation))


def filter_proposals(proposals: Iterable[Proposal], *, strand: str, agency: str, text: str) -> list[Proposal]:
    """This function will return those of a cluster, an agency, and with these words in number or question."""
    words = text.casefold()
    return [
        each
        for each in proposals
        if strand in {"", each.strand}
        and agency in {"", each.agency.code}
        and words in f"{each.question} {each.label}".casefold()
    ]


def build_drafts(
    proposals: Iterable[Proposal], keys: Sequence[str], *, token: UUID, due_on: date, note: str
) -> list[RequestDraft]:
    """This function will turn the chosen lines of a preview into requests.

    Lines that this very preview (`token`) has asked for already are passed over, so that it may be sent twice. Raises
    `BadRequest` when nothing is chosen or a line is gone.
    """
    known = {proposal.key: proposal for proposal in proposals}
    codes = {key: uuid5(token, key) for key in dict.fromkeys(keys)}
    if not codes:
        raise BadRequest(_("Choose at least one document."))
    gone = {code for key, code in codes.items() if key not in known}
    made = ProofRequest.objects.filter(code__in=gone).count() if gone else 0
    if made != len(gone):
        raise BadRequest(_("The list has changed meanwhile. Nothing was asked; look at it again."))
    return [
        RequestDraft(
            agency_id=found.agency.id,
            title=found.title,
            due_on=due_on,
            question=found.question,
            kind=found.kind,
            note=note,
            code=codes[key],
        )
        for key, found in ((key, known[key]) for key in codes if key in known)
    ]
