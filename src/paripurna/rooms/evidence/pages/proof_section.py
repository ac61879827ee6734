"""The section "proof" of a question's panel: what is wanted, what is there, what the checks say, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.evidence import policy, queries
from paripurna.rooms.evidence.openness import Openness
from paripurna.rooms.evidence.proof.findings import SEVERITIES, Finding, Severity
from paripurna.rooms.evidence.proof.judging import QuestionProof, WantedState
from paripurna.rooms.evidence.proof.papers import Link
from paripurna.rooms.evidence.registry import find_current_sheet
from paripurna.rooms.evidence.types import DocumentKind, ProofScore
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet

TONES = {
    ProofScore.NONE: ("quiet", "circle-dashed"),
    ProofScore.PARTIAL: ("amber", "alert-triangle"),
    ProofScore.COMPLETE: ("brand", "file-check"),
    ProofScore.CHECKED: ("green", "circle-check"),
}
SEVERITY_TONES = {Severity.BLOCKS: "red", Severity.WARNS: "amber", Severity.NOTES: "quiet"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    finding: Finding
    text: str  # as this person may read it
    evidence: str  # code of the link, "" for the question
    severity: Promise
    tone: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A linked document as this person may see it: `document` is None where they may not open it."""

    link: Link
    title: str
    kind: str
    note: str
    place: str
    is_visible: bool
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class WantedLine:
    state: WantedState
    lines: tuple[ProofLine, ...]
    missing: FindingLine | None  # what the check says of its absence


@dataclass(frozen=True, slots=True)
class ProofSection:
    sheet: Sheet
    question: str
    score: ProofScore
    tone: str
    icon: str
    wanted: tuple[WantedLine, ...]
    others: tuple[ProofLine, ...]  # linked as something that is not asked for
    findings: tuple[FindingLine, ...]
    may_link: bool
    may_check: bool
    may_waive: bool
    may_ask: bool

    @property
    def papers(self) -> list[tuple[str, str]]:
        lines = [*(line for wanted in self.wanted for line in wanted.lines), *self.others]
        return list(
            {
                str(line.link.paper.code): (str(line.link.paper.code), line.title) for line in lines if line.is_visible
            }.values()
        )


def get_context(
    sheet: Sheet,
    number: str,
    user: User,
    *,
    on: date,
    proof: QuestionProof | None = None,
    is_own: bool | None = None,
) -> Mapping[str, Any] | None:
    """This function will build the section, or None where nothing is asked for and nothing is linked.

    `papers` are code and title of each document that the person may open, once each. `proof`, and whether the person's own
    agency answers, are handed in by who knows them already.
    """
    proof = proof or queries.read_proof(sheet, number, on=on)
    if not proof.wanted and not proof.links:
        return None
    section = build_section(sheet, proof, user, on=on, is_own=is_own)
    return {"proof": section, "papers": section.papers}


def build_section(
    sheet: Sheet, proof: QuestionProof, user: User, *, on: date, is_own: bool | None = None
) -> ProofSection:
    """This function will tell the proof of a question to one person; titles of hidden documents stay hidden."""
    openness = _read_openness(sheet, proof, user, on=on)
    lines = {link.evidence_id: _build_line(link, proof, openness[link.paper.document_id]) for link in proof.links}
    whole = {finding.check: _build_finding(finding, "") for finding in proof.list_findings(None)}
    wanted = tuple(
        WantedLine(
            state, tuple(lines[link.evidence_id] for link in state.links), whole.pop(f"missing:{state.kind.code}", None)
        )
        for state in proof.wanted
    )
    asked = {link.evidence_id for state in proof.wanted for link in state.links}
    tone, icon = TONES[proof.score]
    question = sheets.get_question(sheet, proof.question)
    return ProofSection(
        sheet=sheet,
        question=proof.question,
        score=proof.score,
        tone=tone,
        icon=icon,
        wanted=wanted,
        others=tuple(line for key, line in lines.items() if key not in asked),
        findings=tuple(whole.values()),
        may_link=sheet.closed_at is None and policy.may_link(user, sheet, question, on=on),
        may_check=_may_check(sheet, proof.question, user, on=on, is_own=is_own),
        may_waive=may(user, Permission.CHECK_WAIVE, sheet.city, on=on),
        may_ask=_may_ask(sheet, user, on=on),
    )


def _read_openness(sheet: Sheet, proof: QuestionProof, user: User, *, on: date) -> dict[int, Openness]:
    """What the person gets of each document; nothing of those that they may not see."""
    if not proof.links:
        return {}
    scope = queries.read_scope(user, sheet.city, on=on)
    papers = {link.paper.document_id: link.paper for link in proof.links}
    visible = queries.list_visible_ids(sheet.city, scope, papers)
    return {key: scope.openness_of(paper) if key in visible else Openness.NOTHING for key, paper in papers.items()}


def _may_check(sheet: Sheet, number: str, user: User, *, on: date, is_own: bool | None) -> bool:
    if not may(user, Permission.ANSWER_VERIFY, sheet.city, on=on):
        return False
    if is_own is not None:
        return not is_own
    roles, key = sheets.get_question(sheet, number).roles, str(sheet.code)
    return not network.is_responsible(user, sheet.city, question=number, roles=roles, key=key, on=on)


def _may_ask(sheet: Sheet, user: User, *, on: date) -> bool:
    """Requests are made for the sheet that the city works on now."""
    return may(user, Permission.PROOF_REQUEST, sheet.city, on=on) and find_current_sheet(sheet.city) == sheet


def _build_line(link: Link, proof: QuestionProof, openness: Openness) -> ProofLine:
    is_visible = openness is not Openness.NOTHING
    return ProofLine(
        link=link,
        title=link.paper.title if is_visible else str(_("A document that you may not open")),
        kind=str(DocumentKind(link.paper.kind).label),
        note=link.note if is_visible else "",
        place=link.place if is_visible else "",
        is_visible=is_visible,
        findings=tuple(
            _build_finding(finding, str(link.code), openness) for finding in proof.list_findings(link.evidence_id)
        ),
    )


def _build_finding(finding: Finding, evidence: str, openness: Openness = Openness.ORIGINAL) -> FindingLine:
    tone = SEVERITY_TONES[finding.severity] if finding.counts else "quiet"
    text = finding.text if openness is Openness.ORIGINAL else finding.text_for_others
    return FindingLine(finding, text, evidence, SEVERITIES[finding.severity], tone)
