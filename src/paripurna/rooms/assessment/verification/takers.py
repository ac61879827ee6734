"""To whom each submitted answer can go: nobody verifies the own agency's, and nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from paripurna.core.instrument.model import Edition, Question, Strand
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification import queries
from paripurna.rooms.assessment.verification.models import Verdict, VerifierDuty
from paripurna.rooms.assessment.verification.queries import Verifier
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerState, Contents


@dataclass(frozen=True, slots=True)
class Taking:
    """One submitted answer: who may look at it, who is meant to, and how many are still needed."""

    question: Question
    strand: Strand
    hue: int
    agencies: tuple[AgencyRef, ...]
    takers: tuple[Verifier, ...]
    meant: tuple[str, ...]  # names of those whose duty it is
    needed: int
    url: str

    @property
    def label(self) -> str:
        return self.question.label.in_language(language())

    @property
    def is_stuck(self) -> bool:
        return len(self.takers) < self.needed

    @property
    def names(self) -> list[str]:
        return [taker.user.name for taker in self.takers]


@dataclass(frozen=True, slots=True)
class DutyLine:
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class VerifierLine:
    """A verifier with what waits that this person may take, and what this person is meant to look at."""

    verifier: Verifier
    agencies: tuple[str, ...]  # abbreviations
    count: int
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class TakersPage:
    round: Round
    edition: Edition
    verifiers: tuple[VerifierLine, ...]
    takings: tuple[Taking, ...]
    agencies: tuple[AgencyRef, ...]

    @property
    def stuck(self) -> list[Taking]:
        return [taking for taking in self.takings if taking.is_stuck]

    @property
    def strands(self) -> list[tuple[str, str]]:
        return [(strand.code, strand.label.in_language(language())) for strand in self.edition.strands]


def list_takers(verifiers: Iterable[Verifier], agencies: Sequence[AgencyRef], first: Verdict | None) -> list[Verifier]:
    """This function will return who may verify an answer of these agencies, after `first` has accepted it already."""
    accepted_by = first.given_by_id if first else None
    return [each for each in verifiers if each.may_take(agencies) and each.user.pk != accepted_by]


def build_takers_page(found: Round, *, on: date) -> TakersPage:
    """This function will say to whom each submitted answer can go, those that can go to nobody first."""
    edition, contents = sheets.edition_of(found.sheet), sheets.read_contents(found.sheet)
    roles = {question.number: question.roles for question in edition.questions}
    responsible = network.resolve_responsible(found.city, roles, key=str(found.sheet.code), on=on)
    verifiers, duties = queries.list_verifiers(found.city, on=on), queries.list_duties(found)
    builder = _Builder(found, edition, contents, responsible, verifiers, duties)
    takings = sorted(builder.list_takings(), key=lambda taking: not taking.is_stuck)
    agencies = network.list_agencies(found.city, on=on)
    abbreviations = {agency.code: agency.abbreviation for agency in agencies}
    lines = (builder.build_line(verifier, takings, abbreviations) for verifier in verifiers)
    answering = {agency for each in responsible.values() for agency in each}
    return TakersPage(found, edition, tuple(lines), tuple(takings), tuple(a for a in agencies if a in answering))


@dataclass(frozen=True)
class _Builder:
    round: Round
    edition: Edition
    contents: Contents
    responsible: Mapping[str, tuple[AgencyRef, ...]]
    verifiers: Sequence[Verifier]
    duties: Sequence[VerifierDuty]

    def list_takings(self) -> Iterable[Taking]:
        needs_two = self.round.needs_two_verifiers
        firsts = queries.list_first_acceptances(self.round) if needs_two else {}
        for hue, strand in enumerate(self.edition.strands, start=1):
            for question in strand.questions:
                answer = self.contents.answers.get(question.number)
                if answer and answer.state is AnswerState.SUBMITTED:
                    first = firsts.get((question.number, answer.revision))
                    yield self._build(strand, hue, question, first, needed=2 if needs_two and not first else 1)

    def _build(self, strand: Strand, hue: int, question: Question, first: Verdict | None, *, needed: int) -> Taking:
        agencies = self.responsible.get(question.number, ())
        ids = {agency.id for agency in agencies}
        meant = (duty for duty in self.duties if duty.strand == strand.code or duty.agency_id in ids)
        place = {"city": self.round.city.slug, "code": self.round.sheet.code, "question": question.number}
        return Taking(
            question=question,
            strand=strand,
            hue=hue,
            agencies=agencies,
            takers=tuple(list_takers(self.verifiers, agencies, first)),
            meant=tuple(dict.fromkeys(duty.verifier.name for duty in meant)),
            needed=needed,
            url=reverse("sheets:question", kwargs=place),
        )

    def build_line(
        self, verifier: Verifier, takings: Sequence[Taking], abbreviations: Mapping[str, str]
    ) -> VerifierLine:
        labels = {strand.code: strand.label.in_language(language()) for strand in self.edition.strands}
        own = [duty for duty in self.duties if duty.verifier_id == verifier.user.pk]
        return VerifierLine(
            verifier=verifier,
            agencies=tuple(abbreviations.get(code, code) for code in sorted(verifier.agencies)),
            count=sum(verifier in taking.takers for taking in takings),
            duties=tuple(
                DutyLine(duty.pk, duty.agency.abbreviation if duty.agency else labels.get(duty.strand, duty.strand))
                for duty in own
            ),
        )
