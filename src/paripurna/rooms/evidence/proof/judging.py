"""How well a question is proved: what is wanted, what is there, what the checks say of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from paripurna.rooms.evidence.proof.checks import check_links
from paripurna.rooms.evidence.proof.checks.missing import code_of, find_missing
from paripurna.rooms.evidence.proof.findings import Finding, Waiver
from paripurna.rooms.evidence.proof.papers import Link, Setting, WantedKind
from paripurna.rooms.evidence.types import ProofScore

WaiverKey = tuple[str, int | None]  # check, evidence
NOTHING: Mapping[int, Sequence[Finding]] = {}


@dataclass(frozen=True, slots=True)
class WantedState:
    """One kind of proof asked for: what is linked as it, and whether that is enough."""

    kind: WantedKind
    links: tuple[Link, ...]
    is_there: bool


@dataclass(frozen=True, slots=True)
class QuestionProof:
    """Everything about the proof of one question."""

    question: str
    wanted: tuple[WantedState, ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    score: ProofScore

    @property
    def missing(self) -> tuple[WantedKind, ...]:
        return tuple(state.kind for state in self.wanted if not state.is_there)

    def list_findings(self, evidence_id: int | None) -> list[Finding]:
        return [finding for finding in self.findings if finding.evidence_id == evidence_id]


def judge(
    setting: Setting,
    links: Sequence[Link],
    waivers: Mapping[WaiverKey, Waiver],
    of_sheet: Mapping[int, Sequence[Finding]] = NOTHING,
) -> QuestionProof:
    """This function will judge the proof of one question; `of_sheet` is what looking at the whole sheet found, by link.

    NONE: no document is there, though one is asked for. PARTIAL: something is missing, or a finding blocks. COMPLETE: every kind asked for is there and
    no finding blocks. CHECKED: complete, and a verifier has checked every link in its newest version.
    A link with a finding that blocks makes nothing be there.
    """
    found = [*check_links(links, setting), *(each for link in links for each in of_sheet.get(link.evidence_id, ()))]
    found = [_waive(finding, waivers) for finding in found]
    blocked = {finding.evidence_id for finding in found if finding.blocks}
    usable = {link.kind for link in links if link.evidence_id not in blocked}
    wanted = tuple(_state(kind, links, usable, has_note=setting.has_note) for kind in setting.wanted)
    unlinked = [state.kind for state in wanted if not state.is_there and not state.links]
    found += [_waive(each, waivers) for each in find_missing(unlinked, setting)]
    return QuestionProof(setting.question, wanted, tuple(links), tuple(found), _score(wanted, links, found))


def _state(kind: WantedKind, links: Sequence[Link], usable: Collection[str], *, has_note: bool) -> WantedState:
    if kind.is_in_answer:
        return WantedState(kind, (), has_note)
    return WantedState(kind, tuple(link for link in links if link.kind == kind.code), kind.code in usable)


def _waive(finding: Finding, waivers: Mapping[WaiverKey, Waiver]) -> Finding:
    waiver = waivers.get((finding.check, finding.evidence_id))
    return replace(finding, waiver=waiver) if waiver else finding


def _score(wanted: Sequence[WantedState], links: Sequence[Link], findings: Sequence[Finding]) -> ProofScore:
    waived = {finding.check for finding in findings if not finding.counts}
    is_whole = all(state.is_there or code_of(state.kind) in waived for state in wanted)
    of_documents = [state for state in wanted if not state.kind.is_in_answer]
    if not links and (of_documents or not any(state.is_there for state in wanted)) and not waived:
        return ProofScore.NONE
    if not is_whole or any(finding.blocks for finding in findings):
        return ProofScore.PARTIAL
    return ProofScore.CHECKED if links and all(link.is_checked for link in links) else ProofScore.COMPLETE
