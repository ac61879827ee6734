"""Which questions a document most likely proves, and which documents a question: offered, never linked by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.proof_overlay import get_proof_overlay
from paripurna.core.instrument.shelf import find_crosswalk
from paripurna.rooms.evidence.indexes import get_index
from paripurna.rooms.evidence.models import Document, Evidence, Reading, SuggestionRefusal
from paripurna.rooms.evidence.policy import UNRESTRICTED
from paripurna.rooms.evidence.proof.ranking import (
    Like,
    Profile,
    Ranked,
    Ranking,
    Reason,
    Surroundings,
    rank,
    says_enough,
)
from paripurna.rooms.evidence.reading import state_before_reading
from paripurna.rooms.evidence.types import DocumentKind, ReadingState
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.core.instrument.crosswalk import Crosswalk
    from paripurna.rooms.evidence.policy import DocumentScope
    from paripurna.rooms.sheets.queries import Sheet

CANDIDATES = 400  # newest documents that are held against a question
HOPEFUL = 60  # of them, those that say most of it are held against all other questions too
PER_DOCUMENT = 10  # a document is offered to a question that is among so many of its own


@dataclass(frozen=True, slots=True)
class DocumentSuggestion:
    """A document that may prove a question, and why."""

    document: Document
    score: float
    words: tuple[str, ...]
    reasons: tuple[Reason, ...]


def suggest_questions(
    document: Document, sheet: Sheet, scope: DocumentScope, *, on: date, limit: int = 5
) -> list[Ranked]:
    """This function will return the questions of a sheet that a document most likely proves, best first.

    Left out are those it proves already and those where a person refused it. Other documents have a say only where the
    person may see them; restricted ones have none.
    """
    edition = sheets.edition_of(sheet)
    linked = Evidence.objects.standing().filter(city=sheet.city_id, sheet=sheet, document=document)
    refused = SuggestionRefusal.objects.filter(city=sheet.city_id, sheet=sheet, document=document)
    around = Surroundings(
        overlay=get_proof_overlay(edition),
        responsible=_read_responsible(sheet, edition, on=on),
        likes=_read_likes(sheet, scope, without=document.pk),
        excluded=frozenset(linked.values_list("question", flat=True).union(refused.values_list("question", flat=True))),
    )
    return rank(build_profile(document, _find_stems(document)), get_index(sheet), around, limit=limit)


def suggest_documents(
    sheet: Sheet, number: str, scope: DocumentScope, *, on: date, limit: int = 5
) -> list[DocumentSuggestion]:
    """This function will return the documents, among those the person may see, that most likely prove a question.

    Raises `UnknownQuestion`.
    """
    edition = sheets.edition_of(sheet)
    sheets.find_question(edition, number)
    around = Surroundings(get_proof_overlay(edition), _read_responsible(sheet, edition, on=on))
    index = get_index(sheet)
    profiles = ((each, build_profile(each, _stems_of(each))) for each in _list_candidates(sheet, number, scope))
    rankings = [
        (document, Ranking(profile, index, around))
        for document, profile in profiles
        if says_enough(profile, index, number)
    ]
    return _choose_best(number, rankings, limit)


def _choose_best(number: str, rankings: Iterable[tuple[Document, Ranking]], limit: int) -> list[DocumentSuggestion]:
    """The score of a suggestion is at most what the question alone scores: who cannot get among the best is not ranked."""
    hopes = [(ranking.score_alone(number), document, ranking) for document, ranking in rankings]
    best: list[DocumentSuggestion] = []
    for hope, document, ranking in sorted(hopes, key=lambda each: -each[0])[:HOPEFUL]:
        if len(best) == limit and hope < best[-1].score:
            break
        if ranked := ranking.find(number, among=PER_DOCUMENT):
            best = sorted([*best, _suggest(document, *ranked)], key=lambda each: (-each.score, each.document.pk))[
                :limit
            ]
    return best


def build_profile(document: Document, stems: str) -> Profile:
    """This function will return what a document says of itself, its text included where it may be used."""
    return Profile(DocumentKind(document.kind), document.title, document.summary, stems, document.agency_id)


def _suggest(document: Document, place: int, ranked: Ranked) -> DocumentSuggestion:
    """The higher a question stands among those of a document, the surer; scores of different documents are no measure."""
    return DocumentSuggestion(document, ranked.score / (1 + place), ranked.words, ranked.reasons)


def _list_candidates(sheet: Sheet, number: str, scope: DocumentScope) -> Iterable[Document]:
    of_question = {"city": sheet.city_id, "sheet": sheet, "question": number}
    linked = Evidence.objects.standing().filter(**of_question).values("document")
    refused = SuggestionRefusal.objects.filter(**of_question).values("document")
    found = Document.objects.of_city(sheet.city).current().visible_to(scope)
    found = found.exclude(pk__in=linked).exclude(pk__in=refused).select_related("agency").defer("folded")
    read = found.annotate(stems=F("current__reading__stems"), reading_state=F("current__reading__state"))
    return read.order_by(F("changed_at").desc(nulls_last=True), "-pk")[:CANDIDATES]  # as the index of newest has them


def _stems_of(document: Any) -> str:
    """Of a candidate, which was found together with what was read of it."""
    return document.stems if document.stems and _may_use_text(document, document.reading_state) else ""


def _find_stems(document: Document) -> str:
    row = Reading.objects.filter(version=document.current_id).values_list("stems", "state").first()
    return row[0] if row and _may_use_text(document, row[1]) else ""


def _may_use_text(document: Document, state: str) -> bool:
    return state == ReadingState.READ and state_before_reading(document) is ReadingState.WAITING


def _read_responsible(sheet: Sheet, edition: Edition, *, on: date) -> dict[str, frozenset[int]]:
    roles = {question.number: question.roles for question in edition.questions}
    found = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on)
    return {number: frozenset(agency.id for agency in agencies) for number, agencies in found.items()}


def _read_likes(sheet: Sheet, scope: DocumentScope, *, without: int) -> list[Like]:
    """What was linked before on sheets of the same kind of subject, told in the numbers of this sheet's edition."""
    visible = Document.objects.of_city(sheet.city).filter(UNRESTRICTED).visible_to(scope).exclude(pk=without)
    found = Evidence.objects.standing().filter(city=sheet.city_id, document__in=visible.values("pk"))
    found = found.filter(sheet__subject_kind=sheet.subject_kind)
    rows = found.order_by("pk").values_list("document__title", "question", "sheet__edition__hash")
    questions: dict[str, set[str]] = {}
    crossings: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for title, question, edition_hash in rows:
        if edition_hash not in crossings:
            crossings[edition_hash] = _cross(edition_hash, sheet)
        questions.setdefault(title, set()).update(crossings[edition_hash].get(question, ()))
    return [Like(title, frozenset(numbers)) for title, numbers in questions.items() if numbers]


def _cross(edition_hash: str, sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    """From a question of an edition to those of this sheet's: by the crosswalk, else by the same number."""
    new = sheets.edition_of(sheet)
    old = sheets.get_edition(edition_hash)
    crosswalk: Crosswalk | None = None if old.id == new.id else find_crosswalk(old.reference, new.reference)
    if crosswalk is None:
        return {number: (number,) for number in old.question_by_number if number in new.question_by_number}
    return {number: link.new for link in crosswalk.links for number in link.old}
