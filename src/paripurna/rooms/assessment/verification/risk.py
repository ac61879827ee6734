"""How likely an answer loses points before others: worked out from what is known of it, each reason in words. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paripurna.platform.ui.formats import format_points
from paripurna.rooms.evidence.types import ProofScore


class RiskLevel(StrEnum):
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


RISK_LEVELS: dict[RiskLevel, Promise] = {
    RiskLevel.HIGH: gettext_lazy("high risk"),
    RiskLevel.MEDIUM: gettext_lazy("some risk"),
    RiskLevel.LOW: gettext_lazy("little risk"),
}
MOST_NAMES = 2
FROM = ((4, RiskLevel.HIGH), (2, RiskLevel.MEDIUM))


@dataclass(frozen=True, slots=True)
class Cut:
    """What verification took from the same question in the last round, and why."""

    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the risk of one answer is judged by."""

    proof: ProofScore
    is_proof_wanted: bool
    missing: Sequence[str] = ()  # kinds of proof, by their names
    blocking: int = 0  # findings that must be mended
    warning: int = 0  # findings that need attention
    is_rule_official: bool = True
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """`weight` 0 is no sign of trouble; points at stake are counted once more for each."""

    weight: int
    signs: tuple[str, ...]

    @property
    def level(self) -> RiskLevel:
        return next((level for limit, level in FROM if self.weight >= limit), RiskLevel.LOW)

    @property
    def label(self) -> Promise:
        return RISK_LEVELS[self.level]


def judge_risk(facts: Facts, language: str) -> Risk:
    """This function will add up the signs of trouble: 3 no proof, 2 proof missing, 2 blocking findings, 1 findings that need
    attention, 1 a rule that is not official, 2 points cut in the last round.
    """
    found = [*_of_proof(facts), *_of_findings(facts), *_of_rule(facts), *_of_cut(facts, language)]
    return Risk(sum(weight for weight, _sign in found), tuple(sign for _weight, sign in found))


Signs = list[tuple[int, str]]


def _of_proof(facts: Facts) -> Signs:
    if facts.proof is ProofScore.NONE and facts.is_proof_wanted:
        return [(3, _("No proof is linked."))]
    if facts.proof is ProofScore.PARTIAL and facts.missing:
        return [(2, _("Proof is missing: %(kinds)s.") % {"kinds": _say_some(facts.missing)})]
    return []


def _say_some(names: Sequence[str]) -> str:
    shown, more = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more} if more > 0 else shown


def _of_findings(facts: Facts) -> Signs:
    signs: Signs = []
    if facts.blocking:
        sentence = ngettext(
            "%(count)s finding about the proof must be mended.",
            "%(count)s findings about the proof must be mended.",
            facts.blocking,
        )
        signs.append((2, sentence % {"count": facts.blocking}))
    if facts.warning:
        sentence = ngettext(
            "%(count)s finding about the proof needs attention.",
            "%(count)s findings about the proof need attention.",
            facts.warning,
        )
        signs.append((1, sentence % {"count": facts.warning}))
    return signs


def _of_rule(facts: Facts) -> Signs:
    return [] if facts.is_rule_official else [(1, _("The rule is not official: others may count otherwise."))]


def _of_cut(facts: Facts, language: str) -> Signs:
    if facts.cut is None:
        return []
    points = {"points": format_points(facts.cut.points, language)}
    if not facts.cut.reason:
        return [(2, _("Verification took %(points)s points here in the last round.") % points)]
    sentence = _("Verification took %(points)s points here in the last round: %(reason)s.")
    return [(2, sentence % {**points, "reason": facts.cut.reason.rstrip(".")})]
