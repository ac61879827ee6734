"""*Bagaimana jika*: the same forecast with other claims, worked out at once and kept nowhere. The address says it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from threading import Lock
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from paripurna.core.forecast import CheckState, Claim, Outline, ProofLevel
from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.ruler import Marker, Ruler
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.page import name_grades, question_url
from paripurna.rooms.assessment.forecasting.types import HIGH, LOW
from paripurna.rooms.assessment.forecasting.wording import CHECKS, PROOFS
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_bands, language
from paripurna.rooms.sheets.queries import edition_of, subject_of

E = TypeVar("E", ProofLevel, CheckState)
CENT = Decimal("0.01")
MOST_QUESTIONS = 40  # one by one; whole clusters besides
# Each needs some 50 MB while it is reckoned, and two at once are no sooner done than one after the other.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Change:
    """One question that is tried otherwise: its claim now, and the claim that is tried."""

    now: Claim
    tried: Claim
    label: str
    maximum: Decimal
    url: str
    is_out_of_range: bool = False  # what was typed is no number of points that the question can have

    @property
    def number(self) -> str:
        return self.now.question

    @property
    def proof_now(self) -> str:
        return str(PROOFS[self.now.proof])

    @property
    def check_now(self) -> str:
        return str(CHECKS[self.now.check])


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: single questions, and whole clusters whose proof and check are raised together."""

    changes: tuple[Change, ...]
    strands: tuple[str, ...]
    claims: tuple[Claim, ...]  # all of them, changed
    is_cut_off: bool = False  # more single questions were named than are tried


@dataclass(frozen=True, slots=True)
class GradePair:
    label: str
    before: float
    after: float


@dataclass(frozen=True)
class WhatIf:
    round: Round
    edition: Edition
    stored: StoredForecast
    wish: Wish
    outline: Outline | None  # None while nothing is changed

    @property
    def after(self) -> Outline:
        """What would be. Raises `LookupError` while nothing is changed."""
        if self.outline is None:
            raise LookupError
        return self.outline

    @property
    def gain(self) -> Decimal:
        return self.after.spread.mean - self.stored.mean

    @property
    def target(self) -> str:
        return name_grades(self.edition)[self.stored.target]

    @property
    def target_chance(self) -> float:
        codes = [grade.code for grade in self.after.grades]
        return sum(grade.by_rule for grade in self.after.grades[codes.index(self.stored.target) :])

    @property
    def grades(self) -> list[GradePair]:
        labels, before = name_grades(self.edition), {code: by_rule for code, _points, by_rule in self.stored.grades}
        return [GradePair(labels[grade.code], before[grade.code], grade.by_rule) for grade in self.after.grades]

    @property
    def low(self) -> Decimal:
        return self.after.spread.quantiles[LOW]

    @property
    def high(self) -> Decimal:
        return self.after.spread.quantiles[HIGH]

    @property
    def strands(self) -> list[tuple[str, str, bool]]:
        """Clusters as boxes to tick: code, label, whether it is ticked."""
        return [
            (strand.code, strand.label.in_language(language()), strand.code in self.wish.strands)
            for strand in self.edition.strands
        ]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Questions that may be added, for the list of suggestions."""
        taken = {change.number for change in self.wish.changes}
        asked = (claim.question for claim in self.stored.parsed_inputs.claims)
        labels = self.edition.question_by_number
        return [(number, labels[number].label.in_language(language())) for number in asked if number not in taken]

    @property
    def proofs(self) -> list[tuple[ProofLevel, str]]:
        return [(level, str(label)) for level, label in PROOFS.items()]

    @property
    def checks(self) -> list[tuple[CheckState, str]]:
        return [(state, str(label)) for state, label in CHECKS.items()]


def build_what_if(round: Round, stored: StoredForecast, query: QueryDict) -> WhatIf:
    """This function will work out what the query asks for, beside the stored forecast."""
    edition = edition_of(round.sheet)
    wish = read_wish(round, edition, stored.parsed_inputs.claims, query)
    is_changed = wish.claims != stored.parsed_inputs.claims
    return WhatIf(round, edition, stored, wish, _work_out(round, edition, stored, wish) if is_changed else None)


def _work_out(round: Round, edition: Edition, stored: StoredForecast, wish: Wish) -> Outline:
    from paripurna.core.forecast import build_distribution, get_forecast_model, outline  # late: loads numpy

    model, past = get_forecast_model(edition), stored.parsed_inputs.past
    subject = subject_of(round.sheet)
    with _one_at_a_time:
        return outline(edition, build_distribution(edition, wish.claims, model=model, past=past, subject=subject))


def read_wish(round: Round, edition: Edition, claims: Sequence[Claim], query: QueryDict) -> Wish:
    """This function will read the address: `soal` and `tambah` name questions, `klaster` whole clusters.

    A question that is only named is tried proved and checked; `nilai-…`, `bukti-…` and `cek-…` say otherwise. What an
    official mark has settled is not tried.
    """
    now = {claim.question: claim for claim in claims}
    named = dict.fromkeys(_list_named(query))
    numbers = [number for number in named if number in now and not now[number].settled]
    changes = tuple(_read_change(round, edition, now[number], query) for number in numbers[:MOST_QUESTIONS])
    strands = [strand for strand in edition.strands if strand.code in query.getlist("klaster")]
    whole = (question.number for strand in strands for question in strand.questions)
    tried = {number: raise_claim(now[number]) for number in whole if number in now}
    tried |= {change.number: change.tried for change in changes}
    return Wish(
        changes=changes,
        strands=tuple(strand.code for strand in strands),
        claims=tuple(tried.get(claim.question, claim) for claim in claims),
        is_cut_off=len(numbers) > MOST_QUESTIONS,
    )


def raise_claim(claim: Claim) -> Claim:
    """This function will return the claim as it is once its proof is complete and checked inside the city."""
    return claim if claim.settled else replace(claim, proof=ProofLevel.CHECKED, check=CheckState.ACCEPTED)


def _list_named(query: QueryDict) -> Iterator[str]:
    """A suggestion that was chosen is a number and its label."""
    yield from query.getlist("soal")
    yield query.get("tambah", "").strip().partition(" ")[0]


def _read_change(round: Round, edition: Edition, now: Claim, query: QueryDict) -> Change:
    question = edition.question_by_number[now.question]
    typed = query.get(f"nilai-{now.question}", "").strip()
    points = _read_points(typed, question.max_points) if typed else now.points
    raised = raise_claim(now)
    tried = replace(
        now,
        points=now.points if points is None else points,
        proof=_choose(ProofLevel, query.get(f"bukti-{now.question}"), raised.proof),
        check=_choose(CheckState, query.get(f"cek-{now.question}"), raised.check),
    )
    label, url = question.label.in_language(language()), question_url(round, now.question)
    return Change(now, tried, label, question.max_points, url, is_out_of_range=points is None)


def _read_points(typed: str, maximum: Decimal) -> Decimal | None:
    """Points in whole hundredths between nothing and the maximum; None for anything else."""
    try:
        points = Decimal(typed.replace(",", ".")).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return points if points.is_finite() and 0 <= points <= maximum else None


def _choose(kind: type[E], typed: str | None, default: E) -> E:
    return kind(typed) if typed in {each.value for each in kind} else default


def build_what_if_ruler(page: WhatIf) -> Ruler:
    """This function will put the forecast now and the one that is tried on one scale."""
    markers = [Marker(_("Now"), page.stored.mean, low=page.stored.low, high=page.stored.high)]
    if page.outline is not None:
        markers.append(Marker(_("If so"), page.outline.spread.mean, low=page.low, high=page.high))
    return Ruler(page.round.label, page.edition.max_points, build_bands(page.edition), tuple(markers))
