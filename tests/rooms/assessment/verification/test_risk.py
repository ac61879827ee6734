"""Signs of trouble are added up and told in words."""

from decimal import Decimal

import pytest

from paripurna.rooms.assessment.verification.risk import Cut, Facts, RiskLevel, judge_risk
from paripurna.rooms.evidence.types import ProofScore

COMPLETE = {"proof": ProofScore.COMPLETE, "is_proof_wanted": True}


@pytest.mark.parametrize(
    ("facts", "weight", "level"),
    [
        (Facts(**COMPLETE), 0, RiskLevel.LOW),
        (Facts(ProofScore.NONE, is_proof_wanted=False), 0, RiskLevel.LOW),
        (Facts(**COMPLETE, is_rule_official=False), 1, RiskLevel.LOW),
        (Facts(**COMPLETE, warning=3), 1, RiskLevel.LOW),
        (Facts(**COMPLETE, blocking=1), 2, RiskLevel.MEDIUM),
        (Facts(ProofScore.PARTIAL, is_proof_wanted=True, missing=("SK",)), 2, RiskLevel.MEDIUM),
        (Facts(ProofScore.NONE, is_proof_wanted=True), 3, RiskLevel.MEDIUM),
        (Facts(**COMPLETE, cut=Cut(Decimal(3), ""), is_rule_official=False), 3, RiskLevel.MEDIUM),
        (Facts(ProofScore.NONE, is_proof_wanted=True, is_rule_official=False), 4, RiskLevel.HIGH),
        (Facts(ProofScore.NONE, is_proof_wanted=True, cut=Cut(Decimal(1), "")), 5, RiskLevel.HIGH),
    ],
    ids=[
        "all is well",
        "no proof is asked for",
        "rule not official",
        "findings that need attention count once",
        "a finding that blocks",
        "a kind is missing",
        "nothing is linked",
        "cut last year under an inferred rule",
        "no proof under an inferred rule",
        "no proof and cut last year",
    ],
)
def test_risk_adds_up(facts, weight, level):
    risk = judge_risk(facts, "id")

    assert (risk.weight, risk.level) == (weight, level)
    assert bool(risk.signs) is bool(weight)


def test_risk_says_what_the_last_round_took_and_why():
    cut = Cut(Decimal("3.5"), "belum ditandatangani.")

    (sign,) = judge_risk(Facts(**COMPLETE, cut=cut), "id").signs

    assert sign == "Pada evaluasi terakhir verifikasi mengurangi 3,5 poin di sini: belum ditandatangani."
