"""What index and covers tell of a document at a question. What may not leave is told by its kind alone."""

from __future__ import annotations

from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence.packing.types import Item, QuestionPlan, Why
from paripurna.rooms.evidence.types import ProofScore

HIDDEN = {Why.CHILDREN, Why.SUSPECTED, Why.CONFIDENTIAL, Why.UNREDACTED}
"""Even the title of these may say what others must not read."""
LANGUAGE = "id"


def is_hidden(item: Item) -> bool:
    return item.leaving.why in HIDDEN


def tell_title(item: Item) -> str:
    """This function will return a document's title, or its kind and the start of its code where the title stays here."""
    paper = item.link.paper
    return f"{paper.kind.label} ({str(item.holding.code)[:8]})" if is_hidden(item) else paper.title


def tell_number(item: Item) -> str:
    return "" if is_hidden(item) else item.link.paper.number


def tell_day(item: Item) -> str:
    signed_on = item.link.paper.signed_on
    return "" if is_hidden(item) or signed_on is None else format_date(signed_on, LANGUAGE)


def tell_place(item: Item) -> str:
    return "" if is_hidden(item) else item.link.place


def tell_remark(item: Item) -> str:
    """This function will return why a document is not there, or what is special about what is."""
    if item.leaving.why:
        return f"Tidak ikut: {item.leaving.why.label}"
    remarks = (
        (item.leaving.is_redacted, "salinan tersamar"),
        (item.is_note, f"berkas di pertanyaan lain: data/{item.copy_path}"),
        (item.holding.is_example, "CONTOH"),
    )
    return "; ".join(words for holds, words in remarks if holds)


def tell_findings(plan: QuestionPlan, item: Item | None) -> str:
    """This function will return the findings on a document at its question, or on the question as a whole."""
    found = plan.proof.list_findings(item.link.evidence_id if item else None)
    told = [
        each.text_for_others if item and item.link.paper.is_restricted else each.text for each in found if each.counts
    ]
    return "\n".join(told)


def tell_score(score: ProofScore) -> str:
    return str(score.label)
