"""A city's own earlier rounds, question by question: beta-binomial with partial pooling by kind of question.

What was kept of a claim (verified ÷ claimed, at most 1) counts as that part of a success. A kind starts from what is believed
of all, weighed as `strength.kind` marks; a question starts from its kind, weighed as `strength.question` marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from paripurna.core.forecast.model import Strength
from paripurna.core.forecast.strictness import to_level
from paripurna.core.forecast.types import PastMark


@dataclass(slots=True)
class _Tally:
    kept: float = 0.0
    count: int = 0

    def add(self, kept: float) -> None:
        self.kept += kept
        self.count += 1

    def shrink(self, believed: float, strength: float) -> float:
        """The mean of Beta(strength × believed + kept, …)."""
        return (strength * believed + self.kept) / (strength + self.count)


@dataclass(frozen=True, slots=True)
class History:
    """What earlier rounds add to the level of a question, in logits, relative to what was believed before them."""

    by_question: Mapping[str, float] = field(default_factory=dict)
    by_kind: Mapping[str, float] = field(default_factory=dict)
    count: int = 0

    def offset_of(self, question: str, kind: str) -> float:
        return self.by_question.get(question, self.by_kind.get(kind, 0.0))


def pool_history(marks: Iterable[PastMark], *, believed: float, strength: Strength) -> History:
    """This function will pool earlier marks; `believed` is the share kept that is expected without them, 0 < believed < 1.

    A claim of nothing tells nothing and is left out.
    """
    marks = [mark for mark in marks if mark.claimed > 0]
    kinds: dict[str, _Tally] = defaultdict(_Tally)
    questions: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for mark in marks:
        kept = min(max(float(mark.verified / mark.claimed), 0.0), 1.0)
        kinds[mark.kind].add(kept)
        questions[mark.question, mark.kind].add(kept)
    shares = {kind: tally.shrink(believed, strength.kind) for kind, tally in kinds.items()}
    base = to_level(believed)
    return History(
        by_question={
            number: to_level(tally.shrink(shares[kind], strength.question)) - base
            for (number, kind), tally in questions.items()
        },
        by_kind={kind: to_level(share) - base for kind, share in shares.items()},
        count=len(marks),
    )
