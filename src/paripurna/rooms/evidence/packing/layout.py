"""The plan of a pack: strands, indicators and questions in the order of the form, and a place for every document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.rooms.evidence.packing.naming import (
    Names,
    name_document,
    name_indicator,
    name_question,
    name_strand,
)
from paripurna.rooms.evidence.packing.rules import decide
from paripurna.rooms.evidence.packing.types import Holding, IndicatorPlan, Item, Placing, Plan, QuestionPlan
from paripurna.rooms.evidence.proof.judging import QuestionProof
from paripurna.rooms.evidence.proof.papers import Link

NOTE, ADDRESS = ".txt", ".url"


def lay_out(
    edition: Edition,
    proofs: Mapping[str, QuestionProof],
    holdings: Mapping[int, Holding],
    *,
    placing: Placing,
    with_confidential: bool,
) -> Plan:
    """This function will decide where everything lies, before anything is read or written."""
    layout = _Layout(proofs, holdings, placing, with_confidential=with_confidential)
    parts = [
        layout.lay_indicator(position, strand, indicator)
        for position, strand in enumerate(edition.strands, start=1)
        for indicator in strand.indicators
    ]
    return Plan(tuple(parts))


@dataclass
class _Layout:
    """What is laid so far: names that are taken, and where the content of each document lies."""

    proofs: Mapping[str, QuestionProof]
    holdings: Mapping[int, Holding]
    placing: Placing
    with_confidential: bool = field(kw_only=True)
    names: Names = field(default_factory=Names)
    copies: dict[int, str] = field(default_factory=dict)  # document → path of its content

    def lay_indicator(self, position: int, strand: Strand, indicator: Indicator) -> IndicatorPlan:
        folder = f"{name_strand(position, strand)}/{name_indicator(indicator)}"
        questions = tuple(self._lay_question(question, folder) for question in indicator.questions)
        return IndicatorPlan(strand, indicator, folder, questions)

    def _lay_question(self, question: Question, folder: str) -> QuestionPlan:
        proof = self.proofs[question.number]
        here = f"{folder}/{name_question(question.number)}"
        return QuestionPlan(question, proof, tuple(self._place_all(proof, here)))

    def _place_all(self, proof: QuestionProof, folder: str) -> Iterator[Item]:
        """A document that proves a question in two ways lies there once."""
        placed: dict[int, Item] = {}
        for link in proof.links:
            document = link.paper.document_id
            if document in placed:
                yield replace(placed[document], link=link)
                continue
            placed[document] = self._place(link, folder)
            yield placed[document]

    def _place(self, link: Link, folder: str) -> Item:
        holding = self.holdings[link.paper.document_id]
        leaving = decide(link.paper, holding, with_confidential=self.with_confidential)
        item = Item(link, holding, leaving)
        if leaving.why:
            return item
        stem = name_document(link.question, link.paper.title, link.paper.number)
        if leaving.file is None:  # the address of a page is small: it lies at every question
            path = self.names.take(folder, stem, ADDRESS)
            return replace(item, path=path, copy_path=path)
        copy = self.copies.get(holding.document_id)
        if copy and self.placing is Placing.ONCE:
            return replace(item, path=self.names.take(folder, stem, NOTE), copy_path=copy)
        path = self.names.take(folder, stem, leaving.file.kind.shown.extension)
        self.copies.setdefault(holding.document_id, path)
        return replace(item, path=path, copy_path=path)
