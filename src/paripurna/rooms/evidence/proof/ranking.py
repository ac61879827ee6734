"""Which questions a document most likely proves: BM25 over the words, then kind, agency and what its likes proved.

Pure: an index of an edition's questions, a profile of a document, and earlier links as plain values.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import log, sqrt

from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.core.instrument.proof_overlay import ProofOverlay
from paripurna.rooms.evidence.proof.words import LEAST_SHARE, list_stems, share_said, words_of
from paripurna.rooms.evidence.types import DocumentKind

KIND_WORDS: Mapping[DocumentKind, str] = {
    DocumentKind.REGULATION: "regulasi kebijakan peraturan",
    DocumentKind.DECREE: "surat keputusan sk",
    DocumentKind.INSTRUCTION: "instruksi surat edaran kebijakan",
    DocumentKind.SOP: "sop mekanisme",
    DocumentKind.AGREEMENT: "kemitraan",
    DocumentKind.BUDGET: "anggaran apbd",
    DocumentKind.CERTIFICATE: "sertifikat terlatih",
    DocumentKind.ATTENDANCE: "terlatih daftar hadir",
    DocumentKind.PUBLICATION: "publikasi promosi",
    DocumentKind.FIGURES: "data persentase jumlah cakupan",
    DocumentKind.MATRIX: "matriks",
}
"""Words that a kind of document says by being one, in the language of the instruments."""

# How much a word weighs by where it stands: set by judgement before anything was measured (docs/methods/proof.md).
IN_LABEL, IN_INDICATOR, IN_THEME, IN_OPTIONS, IN_STRAND = 3.0, 1.2, 1.0, 0.3, 0.3
IN_TITLE, IN_SUMMARY, IN_KIND, IN_TEXT = 2.0, 1.0, 0.7, 0.3
SATURATION, LENGTH = 1.2, 0.4  # of BM25
FITS_CLOSELY, FITS, DOES_NOT_FIT = 0.25, 0.1, -0.3  # of the kind
CLOSE = 4  # a kind of proof that so few kinds of documents may be
OF_AGENCY = 0.35
OF_LIKES = 1.5  # a near twin says more than all words
ALIKE = 0.35  # from this cosine on two documents are likes
TEXT_STEMS = 400  # of a document's text: its beginning says what it is


class Reason(StrEnum):
    """Why a question is suggested."""

    WORDS = "WORDS"
    KIND = "KIND"
    AGENCY = "AGENCY"
    LIKES = "LIKES"


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a document when it is held against questions. `text` only where it may be used."""

    kind: DocumentKind
    title: str
    summary: str = ""
    text: str = ""  # stems
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Like:
    """A document that was linked before, and the questions that it proves."""

    title: str
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A suggested question. `words` are stems that both say, the most telling first."""

    question: str
    score: float
    words: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Index:
    """The words of an edition's questions, by how much they tell."""

    numbers: tuple[str, ...]
    evidence: tuple[tuple[str, ...], ...]
    postings: Mapping[str, tuple[tuple[int, float], ...]]  # stem → question, its part of BM25
    parts: tuple[Mapping[str, float], ...]  # the same by question: stem → its part
    told: Mapping[str, float]  # stem → how much it tells: its IDF
    words: Mapping[str, Mapping[str, float]]  # question → stems of its label and indicator by how much they tell
    _fits: dict[tuple[str, DocumentKind], tuple[float, ...]] = field(default_factory=dict, init=False, repr=False)

    def list_fits(self, kind: DocumentKind, overlay: ProofOverlay) -> tuple[float, ...]:
        """This method will return how a kind of document fits the proof that each question asks for; worked out once."""
        key = (overlay.hash, kind)
        if key not in self._fits:
            self._fits[key] = tuple(_weigh_fit(kind, wanted, overlay) for wanted in self.evidence)
        return self._fits[key]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else is known when a document is ranked."""

    overlay: ProofOverlay
    responsible: Mapping[str, Collection[int]] = field(default_factory=dict)  # question → agencies
    likes: Sequence[Like] = ()
    excluded: Collection[str] = ()


def index_edition(edition: Edition) -> Index:
    """This function will return the index of the edition's questions."""
    cards = [
        _weigh_words(edition, strand, indicator, question)
        for strand in edition.strands
        for indicator in strand.indicators
        for question in indicator.questions
    ]
    seen = Counter(stem for card in cards for stem in card)
    told = {stem: log(1 + (len(cards) - count + 0.5) / (count + 0.5)) for stem, count in seen.items()}
    parts = _weigh_parts(cards, told)
    return Index(
        numbers=tuple(question.number for question in edition.questions),
        evidence=tuple(question.evidence for question in edition.questions),
        postings=_build_postings(parts),
        parts=parts,
        told=told,
        words={
            question.number: _telling_words(indicator, question, told)
            for indicator in edition.indicators
            for question in indicator.questions
        },
    )


def rank(profile: Profile, index: Index, around: Surroundings, *, limit: int = 5) -> list[Ranked]:
    """This function will return the questions that the document most likely proves, best first."""
    return Ranking(profile, index, around).list_first(limit)


def says_enough(profile: Profile, index: Index, number: str) -> bool:
    """This function will tell whether a document says anything of a question: the others need no ranking."""
    said = {*words_of(profile.title), *words_of(profile.summary), *profile.text.split()[:TEXT_STEMS]}
    return share_said(said, index.words[number]) >= LEAST_SHARE


def weigh_profile(profile: Profile) -> dict[str, float]:
    """This function will return the stems of a document by how much they weigh."""
    weights: defaultdict[str, float] = defaultdict(float)
    for text, weight in (
        (profile.title, IN_TITLE),
        (profile.summary, IN_SUMMARY),
        (KIND_WORDS.get(profile.kind, ""), IN_KIND),
    ):
        for stem in words_of(text):
            weights[stem] += weight
    for stem, count in Counter(profile.text.split()[:TEXT_STEMS]).items():
        weights[stem] += IN_TEXT * count / (count + 2)
    return dict(weights)


def score_words(wanted: Mapping[str, float], index: Index) -> list[float]:
    """This function will return BM25 of every question, by its place in the index; 0 where it shares no word."""
    scores = [0.0] * len(index.numbers)
    for stem, weight in wanted.items():
        for place, part in index.postings.get(stem, ()):
            scores[place] += weight * part
    return scores


def score_likes(wanted: Mapping[str, float], likes: Sequence[Like], index: Index) -> dict[str, float]:
    """This function will return for each question how alike the document most like this one is that proves it."""
    if not likes:
        return {}
    own = {stem: weight * index.told.get(stem, 1.0) for stem, weight in wanted.items()}
    size = sqrt(sum(value * value for value in own.values())) or 1.0
    found: dict[str, float] = {}
    for like in likes:
        other = {stem: IN_TITLE * index.told.get(stem, 1.0) for stem in words_of(like.title)}
        product = sum(own.get(stem, 0.0) * value for stem, value in other.items())
        cosine = product / size / (sqrt(sum(value * value for value in other.values())) or 1.0)
        if cosine >= ALIKE:
            found.update({number: max(found.get(number, 0.0), cosine) for number in like.questions})
    return found


def _weigh_words(edition: Edition, strand: Strand, indicator: Indicator, question: Question) -> dict[str, float]:
    themes = {theme.code: theme.label.id for theme in edition.themes}
    parts = (
        (question.label.id, IN_LABEL),
        (indicator.label.id, IN_INDICATOR),
        (strand.label.id, IN_STRAND),
        (themes.get(question.theme, ""), IN_THEME),
        (" ".join(_options(question)), IN_OPTIONS),
        (" ".join(kind.label.id for kind in edition.evidence_kinds if kind.code in question.evidence), IN_OPTIONS),
    )
    weights: defaultdict[str, float] = defaultdict(float)
    for text, weight in parts:
        for stem in set(list_stems(text)):
            weights[stem] += weight
    return weights


def _weigh_fit(kind: DocumentKind, wanted: Sequence[str], overlay: ProofOverlay) -> float:
    kinds = [each for each in wanted if each not in overlay.in_answer]
    fitting = [each for each in kinds if overlay.may_prove(kind, each)]
    if not kinds:
        return 0.0
    if not fitting:
        return DOES_NOT_FIT
    return FITS_CLOSELY if any(len(overlay.accepts.get(each, range(99))) <= CLOSE for each in fitting) else FITS


def _options(question: Question) -> Iterable[str]:
    """What can be chosen or ticked, of whatever kind the rule is."""
    choices = getattr(question.rule, "options", ()) or getattr(question.rule, "items", ())
    return (choice.label.id for choice in choices if hasattr(choice, "label"))


def _weigh_parts(cards: Sequence[Mapping[str, float]], told: Mapping[str, float]) -> tuple[dict[str, float], ...]:
    """What each stem of a question adds to its BM25."""
    lengths = [sum(card.values()) for card in cards]
    usual = sum(lengths) / len(lengths) if lengths else 1.0
    damps = [SATURATION * (1 - LENGTH + LENGTH * length / usual) for length in lengths]
    return tuple(
        {stem: told[stem] * weight * (SATURATION + 1) / (weight + damp) for stem, weight in card.items()}
        for card, damp in zip(cards, damps, strict=True)
    )


def _build_postings(parts: Sequence[Mapping[str, float]]) -> dict[str, tuple[tuple[int, float], ...]]:
    postings: dict[str, list[tuple[int, float]]] = {}
    for place, of_question in enumerate(parts):
        for stem, part in of_question.items():
            postings.setdefault(stem, []).append((place, part))
    return {stem: tuple(places) for stem, places in postings.items()}


def _telling_words(indicator: Indicator, question: Question, told: Mapping[str, float]) -> dict[str, float]:
    stems = list_stems(f"{question.label.id} {indicator.label.id}")
    return {stem: told[stem] for stem in stems if stem in told}


@dataclass(frozen=True)
class Ranking:
    """One document held against all questions, worked out as far as it is asked."""

    profile: Profile
    index: Index
    around: Surroundings

    @cached_property
    def wanted(self) -> dict[str, float]:
        return weigh_profile(self.profile)

    @cached_property
    def by_words(self) -> list[float]:
        return score_words(self.wanted, self.index)

    @cached_property
    def by_likes(self) -> dict[str, float]:
        return score_likes(self.wanted, self.around.likes, self.index)

    @cached_property
    def best(self) -> float:
        return max(self.by_words, default=0.0) or 1.0

    @cached_property
    def own(self) -> frozenset[str]:
        """The questions that the document's agency answers for."""
        agency = self.profile.agency_id
        return frozenset(number for number, agencies in self.around.responsible.items() if agency in agencies)

    @cached_property
    def rarity(self) -> float:
        """How much it tells to be among them: little of an agency that answers for half the instrument."""
        return 1 - len(self.own) / max(len(self.around.responsible), 1)

    @cached_property
    def fits(self) -> tuple[float, ...]:
        return self.index.list_fits(self.profile.kind, self.around.overlay)

    @cached_property
    def scores(self) -> dict[int, float]:
        excluded, by_likes = self.around.excluded, self.by_likes
        return {
            place: self.score(place, number, by_words)
            for place, (number, by_words) in enumerate(zip(self.index.numbers, self.by_words, strict=True))
            if (by_words or number in by_likes) and number not in excluded
        }

    @cached_property
    def boost(self) -> float:
        return 1 + OF_AGENCY * self.rarity

    def list_first(self, limit: int) -> list[Ranked]:
        first = sorted(self.scores, key=lambda place: (-self.scores[place], place))[:limit]
        return [self.tell(place) for place in first]

    def score_alone(self, number: str) -> float:
        """This method will return the score of one question by its words, the others left out."""
        place = self.index.numbers.index(number)
        parts = self.index.parts[place]
        by_words = sum(weight * parts[stem] for stem, weight in self.wanted.items() if stem in parts)
        return self.score(place, number, by_words)

    def find(self, number: str, *, among: int) -> tuple[int, Ranked] | None:
        """This method will return the place of one question, from 0, if it is one of the first `among`."""
        place = self.index.numbers.index(number)
        own = self.scores.get(place)
        if own is None:
            return None
        ahead = sum(score > own or (score == own and other < place) for other, score in self.scores.items())
        return (ahead, self.tell(place)) if ahead < among else None

    def score(self, place: int, number: str, by_words: float) -> float:
        score = by_words * (1 + self.fits[place])
        if self.by_likes:
            score += OF_LIKES * self.best * self.by_likes.get(number, 0.0)
        return score * self.boost if number in self.own else score

    def tell(self, place: int) -> Ranked:
        number = self.index.numbers[place]
        words = self.index.words[number]
        shared = sorted((stem for stem in self.wanted if stem in words), key=lambda stem: (-words[stem], stem))
        reasons = {
            Reason.WORDS: bool(shared),
            Reason.KIND: self.fits[place] > 0,
            Reason.AGENCY: number in self.own,
            Reason.LIKES: number in self.by_likes,
        }
        return Ranked(
            number, self.scores[place], tuple(shared[:5]), tuple(reason for reason, holds in reasons.items() if holds)
        )
