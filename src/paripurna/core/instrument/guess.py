"""A first crosswalk for an author to correct: questions that look alike by number and label.

Splits and merges are never guessed; what finds no partner is retired or new.
"""

from __future__ import annotations

import difflib
from decimal import Decimal

from paripurna.core.instrument.crosswalk import Crosswalk, Link, LinkKind
from paripurna.core.instrument.model import Edition, Question

LIKENESS = 0.75


def guess_crosswalk(old: Edition, new: Edition) -> Crosswalk:
    """This function will return a crosswalk that accounts for every question, with the confidence of each guess."""
    pairs = _pair_by_number(old, new)
    taken = {partner.number for partner, _ in pairs.values()}
    waiting = [question for question in new.questions if question.number not in taken]
    for question in old.questions:
        if question.number not in pairs:
            _pair_by_label(question, waiting, pairs)
    links = [_link(question, *pairs.get(question.number, (None, 1.0))) for question in old.questions]
    links += [Link(kind=LinkKind.NEW, new=(question.number,)) for question in waiting]
    return Crosswalk(old=old.reference, new=new.reference, links=tuple(links))


Pairs = dict[str, tuple[Question, float]]


def _pair_by_number(old: Edition, new: Edition) -> Pairs:
    pairs: Pairs = {}
    for question in old.questions:
        partner = new.question_by_number.get(question.number)
        if partner is not None and (likeness := _likeness(question, partner)) >= LIKENESS:
            pairs[question.number] = (partner, likeness)
    return pairs


def _pair_by_label(question: Question, waiting: list[Question], pairs: Pairs) -> None:
    likely = difflib.get_close_matches(_label(question), [_label(each) for each in waiting], n=1, cutoff=LIKENESS)
    if likely:
        partner = next(each for each in waiting if _label(each) == likely[0])
        waiting.remove(partner)
        pairs[question.number] = (partner, _likeness(question, partner))


def _link(question: Question, partner: Question | None, likeness: float) -> Link:
    if partner is None:
        return Link(kind=LinkKind.RETIRED, old=(question.number,))
    confidence = Decimal(f"{likeness:.2f}")
    kind = LinkKind.RENAMED
    if question.max_points != partner.max_points:
        kind = LinkKind.RESCALED
    elif (question.number, question.label) == (partner.number, partner.label):
        kind = LinkKind.SAME
    return Link(kind=kind, old=(question.number,), new=(partner.number,), confidence=confidence)


def _likeness(one: Question, other: Question) -> float:
    return difflib.SequenceMatcher(None, _label(one), _label(other)).ratio()


def _label(question: Question) -> str:
    return question.label.id.casefold()


def spell_crosswalk(crosswalk: Crosswalk) -> str:
    """This function will return the crosswalk as YAML, one link a line, as an author would write it."""
    lines = [f"old: {crosswalk.old}", f"new: {crosswalk.new}", "links:"]
    for link in crosswalk.links:
        old, new = (", ".join(f"'{number}'" for number in numbers) for numbers in (link.old, link.new))
        confidence = f", confidence: {link.confidence}" if link.confidence < 1 else ""
        lines.append(f"  - {{kind: {link.kind.value}, old: [{old}], new: [{new}]{confidence}}}")
    return "\n".join(lines) + "\n"
