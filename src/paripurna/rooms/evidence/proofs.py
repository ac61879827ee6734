"""Reading the proof of a sheet: a handful of statements, however many questions and documents it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import get_language

from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.proof_overlay import ProofOverlay, get_proof_overlay
from paripurna.rooms.evidence.indexes import get_index
from paripurna.rooms.evidence.models import CheckWaiver, Evidence
from paripurna.rooms.evidence.papers import read_papers
from paripurna.rooms.evidence.proof.checks import check_sheet
from paripurna.rooms.evidence.proof.findings import Waiver
from paripurna.rooms.evidence.proof.judging import QuestionProof, WaiverKey, judge
from paripurna.rooms.evidence.proof.papers import Link, Paper, Setting, WantedKind
from paripurna.rooms.evidence.registry import find_visit_day
from paripurna.rooms.evidence.types import DocumentKind
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.rooms.network.types import AgencyRef
    from paripurna.rooms.sheets.queries import Sheet
    from paripurna.rooms.sheets.types import Contents


def find_only_kind(sheet: Sheet, proof_kind: str) -> str:
    """This function will return the one kind of document that may be what is asked for, "" where several may."""
    accepted = get_proof_overlay(sheets.edition_of(sheet)).accepts.get(proof_kind, ())
    return accepted[0] if len(accepted) == 1 else ""


def read_proofs(
    sheet: Sheet,
    *,
    on: date,
    contents: Contents | None = None,
    responsible: Mapping[str, Iterable[AgencyRef]] | None = None,
    numbers: Iterable[str] | None = None,
) -> dict[str, QuestionProof]:
    """This function will judge the proof of every question of a sheet, or of `numbers`, as it stands on that day.

    `contents` and `responsible` are handed in by who has read them already. The state of proof tells nothing of a document
    but its kind, title and dates; whether a person may open it is asked where they open it.
    """
    edition = sheets.edition_of(sheet)
    questions = [edition.question_by_number[number] for number in numbers] if numbers else list(edition.questions)
    contents = contents or sheets.read_contents(sheet)
    if responsible is None:
        roles = {question.number: question.roles for question in questions}
        responsible = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on)
    basis = _Basis(sheet, contents, responsible, on)
    links, waivers = _read_links(sheet, questions), _read_waivers(sheet, questions)
    of_sheet = check_sheet([link for linked in links.values() for link in linked])
    return {
        question.number: judge(
            basis.build_setting(question),
            links.get(question.number, []),
            waivers.get(question.number, {}),
            of_sheet,
        )
        for question in questions
    }


def read_proof(sheet: Sheet, number: str, *, on: date) -> QuestionProof:
    """This function will judge the proof of one question."""
    return read_proofs(sheet, on=on, numbers=[number])[number]


def read_states(sheet: Sheet, numbers: Collection[str]) -> dict[str, str]:
    """This function will return what the proof of these questions consists of just now, each as a short text to compare.

    It is another one as soon as a document is linked, unlinked, changed, renewed or withdrawn: one statement.
    """
    found = Evidence.objects.standing().filter(city=sheet.city_id, sheet=sheet, question__in=numbers).order_by("pk")
    linked: dict[str, list[str]] = {number: [] for number in numbers}
    for number, *said in found.values_list("question", "pk", "kind", "place", "document__revision"):
        linked[number].append("|".join(map(str, said)))
    return {number: sha256("\n".join(said).encode()).hexdigest() for number, said in linked.items()}


def _read_links(sheet: Sheet, questions: Collection[Question]) -> dict[str, list[Link]]:
    """The links of these questions, and all photos of the sheet: one photo may prove two places."""
    found = Evidence.objects.standing().filter(city=sheet.city_id, sheet=sheet)
    if len(questions) < len(sheets.edition_of(sheet).questions):
        numbers = [question.number for question in questions]
        found = found.filter(Q(question__in=numbers) | Q(document__kind=DocumentKind.PHOTO))
    papers = read_papers(sheet.city, found.values("document"))
    links: dict[str, list[Link]] = {}
    for row in found.order_by("pk").values_list(*OF_LINK, named=True):
        links.setdefault(row.question, []).append(_build_link(row, papers[row.document_id]))
    return links


OF_LINK = ("pk", "code", "question", "kind", "place", "note", "checked_at", "checked_version_id", "document_id")


def _build_link(row: Any, paper: Paper) -> Link:
    return Link(
        evidence_id=row.pk,
        code=row.code,
        question=row.question,
        kind=row.kind,
        paper=paper,
        place=row.place,
        note=row.note,
        is_checked=_is_checked(row, paper),
    )


def _is_checked(row: Any, paper: Paper) -> bool:
    """Checked in its newest version, which is still there."""
    return row.checked_at is not None and row.checked_version_id == paper.version_id and not paper.is_content_deleted


def _read_waivers(sheet: Sheet, questions: Iterable[Question]) -> dict[str, dict[WaiverKey, Waiver]]:
    rows = CheckWaiver.objects.filter(city=sheet.city_id, sheet=sheet, ended_at=None).select_related("waived_by")
    waivers: dict[str, dict[WaiverKey, Waiver]] = {}
    for row in rows.filter(question__in=[question.number for question in questions]):
        waiver = Waiver(row.pk, row.reason, row.waived_by.name if row.waived_by else "")
        waivers.setdefault(row.question, {})[row.check_code, row.evidence_id] = waiver
    return waivers


@dataclass(frozen=True)
class _Basis:
    """What the settings of all questions of a sheet are built from."""

    sheet: Sheet
    contents: Contents
    responsible: Mapping[str, Iterable[AgencyRef]]
    on: date

    @cached_property
    def edition(self) -> Edition:
        return sheets.edition_of(self.sheet)

    @cached_property
    def overlay(self) -> ProofOverlay:
        return get_proof_overlay(self.edition)

    @cached_property
    def visit_on(self) -> date | None:
        return find_visit_day(self.sheet)

    @cached_property
    def agency_names(self) -> dict[int, str]:
        return {agency.id: agency.name for agencies in self.responsible.values() for agency in agencies}

    @cached_property
    def labels(self) -> dict[str, str]:
        language = get_language() or "id"
        return {kind.code: kind.label.in_language(language) for kind in self.edition.evidence_kinds}

    def list_wanted(self, question: Question) -> tuple[WantedKind, ...]:
        in_answer = self.overlay.in_answer
        return tuple(WantedKind(code, self.labels.get(code, code), code in in_answer) for code in question.evidence)

    def build_setting(self, question: Question) -> Setting:
        answer = self.contents.answers.get(question.number)
        return Setting(
            question=question.number,
            label=question.label.id,
            wanted=self.list_wanted(question),
            period=(self.sheet.period_start, self.sheet.period_end),
            has_answer=bool(answer and answer.data),
            has_note=bool(answer and answer.note.strip()),
            today=self.on,
            visit_on=self.visit_on,
            city_code=self.sheet.city.code,
            city_name=self.sheet.city.region.name,
            agency_ids=frozenset(agency.id for agency in self.responsible.get(question.number, ())),
            agency_names=self.agency_names,
            overlay=self.overlay,
            words=get_index(self.sheet).words[question.number],
        )
