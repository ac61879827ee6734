"""The queue of a verifier: submitted answers of other agencies, what holds most points at risk first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from paripurna.core.instrument.model import Edition, Question, Strand
from paripurna.core.scoring.result import Score
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification import queries
from paripurna.rooms.assessment.verification.cuts import read_cuts
from paripurna.rooms.assessment.verification.models import Verdict, VerificationClaim, VerifierDuty
from paripurna.rooms.assessment.verification.risk import Cut, Facts, Risk, judge_risk
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.types import ProofScore
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, Contents

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import QuestionProof

Query = Mapping[str, str]
PARTS = ("klaster", "pd", "risiko", "bukti", "jenis", "bagian")


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the address bar asks for; empty means everything. `duty` "saya": what this person is meant to look at."""

    strand: str = ""
    agency: str = ""
    risk: str = ""
    proof: str = ""
    kind: str = ""
    duty: str = ""

    @property
    def as_query(self) -> str:
        chosen = (self.strand, self.agency, self.risk, self.proof, self.kind, self.duty)
        given = {name: value for name, value in zip(PARTS, chosen, strict=True) if value}
        return f"?{urlencode(given)}" if given else ""


def read_filter(query: Query) -> QueueFilter:
    """This function will read the filter from `klaster`, `pd`, `risiko`, `bukti`, `jenis` and `bagian`."""
    return QueueFilter(*(query.get(name, "") for name in PARTS))


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One submitted answer that this person may verify."""

    question: Question
    strand: Strand
    hue: int
    answer: AnswerRow
    points: Decimal  # at stake: what the answer earns by the rule
    risk: Risk
    proof: ProofScore
    agencies: tuple[AgencyRef, ...]
    claim: VerificationClaim | None  # of somebody else
    first: Verdict | None  # the first acceptance of two
    is_duty: bool

    @property
    def number(self) -> str:
        return self.question.number

    @property
    def order(self) -> tuple[Decimal, int]:
        return -self.points * (1 + self.risk.weight), -self.risk.weight


@dataclass(frozen=True)
class Queue:
    """What waits for one person. `everything` is before the filter, `items` after it."""

    reading: Reading
    everything: tuple[QueueItem, ...]
    items: tuple[QueueItem, ...]
    chosen: QueueFilter
    own_count: int  # of the own agency: others look at them
    accepted_count: int  # accepted by this person, waiting for a second one
    claims: Mapping[str, VerificationClaim]  # of others

    @property
    def round(self) -> Round:
        return self.reading.round

    @property
    def edition(self) -> Edition:
        return self.reading.edition

    @cached_property
    def strand_counts(self) -> list[tuple[Strand, int, int]]:
        """Every cluster with its hue and how many answers wait in it."""
        counts = Counter(item.strand.code for item in self.everything)
        return [(strand, hue, counts[strand.code]) for hue, strand in enumerate(self.edition.strands, start=1)]

    @cached_property
    def agencies(self) -> list[AgencyRef]:
        found = {agency for item in self.everything for agency in item.agencies}
        return sorted(found, key=lambda agency: agency.abbreviation)

    @cached_property
    def kinds(self) -> list[str]:
        return sorted({item.question.rule.kind for item in self.everything})

    @property
    def has_duties(self) -> bool:
        return any(item.is_duty for item in self.everything)

    @property
    def points(self) -> Decimal:
        return sum((item.points for item in self.items), Decimal(0))

    def find_around(self, number: str) -> tuple[str, str]:
        """This function will return the numbers before and after this one, "" at an end; an answer that has left the queue is
        followed by its first.
        """
        numbers = [item.number for item in self.items]
        if number not in numbers:
            return "", numbers[0] if numbers else ""
        at = numbers.index(number)
        return numbers[at - 1] if at else "", numbers[at + 1] if at + 1 < len(numbers) else ""


@dataclass(frozen=True)
class Reading:
    """All that a queue is built from, read once: the round, its answers, who answers, and what is known of the proof."""

    round: Round
    edition: Edition
    contents: Contents
    score: Score
    responsible: Mapping[str, tuple[AgencyRef, ...]]
    own: frozenset[str]  # codes of the person's agencies
    proofs: Mapping[str, QuestionProof] = field(default_factory=dict)
    cuts: Mapping[str, Cut] = field(default_factory=dict)

    def is_own(self, number: str) -> bool:
        return any(agency.code in self.own for agency in self.responsible.get(number, ()))

    def is_submitted(self, number: str) -> bool:
        answer = self.contents.answers.get(number)
        return answer is not None and answer.state is AnswerState.SUBMITTED


def read_round(found: Round, user: User, *, on: date) -> Reading:
    """This function will read what stands on the sheet, who answers for it, and the proof of what this person may verify."""
    sheet, edition = found.sheet, sheets.edition_of(found.sheet)
    contents = sheets.read_contents(sheet)
    roles = {question.number: question.roles for question in edition.questions}
    responsible = network.resolve_responsible(found.city, roles, key=str(sheet.code), on=on)
    own = frozenset(agency.code for agency in network.list_agencies_of(user, found.city, on=on))
    score = sheets.score_contents(sheet, contents, stage=sheets.get_own_stage(edition))
    known = Reading(found, edition, contents, score, responsible, own)
    wanted = [number for number in roles if known.is_submitted(number) and not known.is_own(number)]
    proofs = (
        evidence.read_proofs(sheet, on=on, contents=contents, responsible=responsible, numbers=wanted) if wanted else {}
    )
    return Reading(found, edition, contents, score, responsible, own, proofs, read_cuts(found))


def build_queue(found: Round, user: User, query: Query, *, at: datetime, on: date) -> Queue:
    """This function will build what waits for this person, as the address bar asks."""
    reading, chosen = read_round(found, user, on=on), read_filter(query)
    firsts = queries.list_first_acceptances(found) if found.needs_two_verifiers else {}
    claims = {key: each for key, each in queries.list_claims(found, at=at).items() if each.claimed_by_id != user.pk}
    duties = queries.list_duties(found)
    builder = _Builder(reading, user, firsts, claims, [duty for duty in duties if duty.verifier_id == user.pk])
    items = sorted(builder.list_items(), key=lambda item: item.order)
    return Queue(
        reading=reading,
        everything=tuple(items),
        items=tuple(item for item in items if _matches(item, chosen)),
        chosen=chosen,
        own_count=sum(reading.is_submitted(number) and reading.is_own(number) for number in reading.contents.answers),
        accepted_count=builder.accepted_count,
        claims=claims,
    )


@dataclass
class _Builder:
    reading: Reading
    user: User
    firsts: Mapping[tuple[str, int], Verdict]
    claims: Mapping[str, VerificationClaim]
    duties: Sequence[VerifierDuty]
    accepted_count: int = 0

    def list_items(self) -> Iterable[QueueItem]:
        for hue, strand in enumerate(self.reading.edition.strands, start=1):
            for question in strand.questions:
                if question.number in self.reading.proofs:
                    item = self._build(strand, hue, question)
                    if item.first and item.first.given_by_id == self.user.pk:
                        self.accepted_count += 1
                    else:
                        yield item

    def _build(self, strand: Strand, hue: int, question: Question) -> QueueItem:
        number, reading = question.number, self.reading
        answer = reading.contents.answers[number]
        agencies = reading.responsible.get(number, ())
        return QueueItem(
            question=question,
            strand=strand,
            hue=hue,
            answer=answer,
            points=reading.score.questions[number].points,
            risk=judge_risk(list_facts(reading, question), language()),
            proof=reading.proofs[number].score,
            agencies=agencies,
            claim=self.claims.get(number),
            first=self.firsts.get((number, answer.revision)),
            is_duty=any(_covers(duty, strand, agencies) for duty in self.duties),
        )


def _covers(duty: VerifierDuty, strand: Strand, agencies: Sequence[AgencyRef]) -> bool:
    return duty.strand == strand.code or any(agency.id == duty.agency_id for agency in agencies)


def list_facts(reading: Reading, question: Question) -> Facts:
    """This function will gather what the risk of an answer is judged by."""
    proof = reading.proofs[question.number]
    counting = Counter(finding.severity.value for finding in proof.findings if finding.counts)
    missing = tuple(kind.label for kind in proof.missing)
    return Facts(
        proof=proof.score,
        is_proof_wanted=bool(proof.wanted),
        missing=missing,
        blocking=sum(finding.blocks and finding.evidence_id is not None for finding in proof.findings),
        warning=counting["WARNS"],
        is_rule_official=question.rule.standing == "OFFICIAL",
        cut=reading.cuts.get(question.number),
    )


def _matches(item: QueueItem, chosen: QueueFilter) -> bool:
    return (
        chosen.strand in {"", item.strand.code}
        and chosen.risk in {"", item.risk.level.value}
        and chosen.proof in {"", item.proof.value}
        and chosen.kind in {"", item.question.rule.kind}
        and (not chosen.agency or any(agency.code == chosen.agency for agency in item.agencies))
        and (not chosen.duty or item.is_duty)
    )
