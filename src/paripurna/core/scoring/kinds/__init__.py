"""The answer kinds, one strategy each. A new kind is a rule, an answer form, a module here and one line below.

The whole path is in docs/how-to/add-a-question-kind.md.
"""

from __future__ import annotations

from paripurna.core.instrument import rules
from paripurna.core.scoring.kinds.bands import BANDS, COUNT, MATRIX
from paripurna.core.scoring.kinds.checklist import CHECKLIST
from paripurna.core.scoring.kinds.choice import CHOICE
from paripurna.core.scoring.kinds.contract import Kind, Refused, Telling, Worth, limit
from paripurna.core.scoring.kinds.free import FREE_MARK, require_within
from paripurna.core.scoring.kinds.linear import LINEAR, RATIO
from paripurna.core.scoring.kinds.trend import TREND

KINDS: dict[type[rules.RuleBase], Kind] = {
    rules.ChoiceRule: CHOICE,
    rules.ChecklistRule: CHECKLIST,
    rules.BandsRule: BANDS,
    rules.LinearRule: LINEAR,
    rules.RatioRule: RATIO,
    rules.TrendRule: TREND,
    rules.CountRule: COUNT,
    rules.MatrixRule: MATRIX,
    rules.FreeRule: FREE_MARK,
}

__all__ = ["KINDS", "Kind", "Refused", "Telling", "Worth", "limit", "require_within"]
