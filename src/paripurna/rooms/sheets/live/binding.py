"""The questions of an edition that facts answer, ready to be asked: what the overlay says, in the sources' own types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from paripurna.core.instrument.fact_answer import Wish, list_wishes
from paripurna.core.instrument.fact_checks import Sources
from paripurna.core.instrument.fact_overlay import Binding, FactOverlay, Form, Params, get_fact_overlay
from paripurna.core.instrument.model import Edition, Question
from paripurna.platform.facts.registry import find_source, list_sources
from paripurna.platform.facts.types import FactRequest, FactSource


@dataclass(frozen=True, slots=True)
class AskedFact:
    """One fact that a question asks for: of this period, or of one so many years before."""

    request: FactRequest
    years: int = 0


@dataclass(frozen=True, slots=True)
class BoundQuestion:
    """A question, the source that answers it and what it is asked, by part of the answer."""

    question: Question
    binding: Binding
    form: Form
    source: FactSource
    asked: Mapping[str, AskedFact]


def list_bound(edition: Edition) -> dict[str, BoundQuestion]:
    """This function will return every question that a registered source can answer, in the order of the edition.

    A binding to a source that no room registered, or with parameters that it refuses, is left to `paripurna facts check`.
    """
    overlay = get_fact_overlay(edition)
    found = (_bind(overlay, question) for question in edition.questions if question.number in overlay.bindings)
    return {bound.question.number: bound for bound in found if bound}


def find_bound(edition: Edition, number: str) -> BoundQuestion | None:
    """This function will return the question bound to its source, or None where people answer it alone."""
    question = edition.question_by_number.get(number)
    return _bind(get_fact_overlay(edition), question) if question else None


def list_fact_checks() -> Sources:
    """This function will return, for the checker of overlays, what tells of each source which parameters it refuses."""
    return {source.name: _ParamsCheck(source) for source in list_sources()}


@dataclass(frozen=True, slots=True)
class _ParamsCheck:
    source: FactSource

    def __call__(self, params: Params) -> Iterable[tuple[str, str]]:
        try:
            self.source.params.model_validate(params)
        except ValidationError as error:
            return [(str(each["loc"][0]) if each["loc"] else "", each["msg"]) for each in error.errors()]
        return ()


def _bind(overlay: FactOverlay, question: Question) -> BoundQuestion | None:
    binding = overlay.bindings.get(question.number)
    source = find_source(binding.source) if binding else None
    form = overlay.find_form(binding) if binding else None
    if binding is None or source is None or form is None:
        return None
    try:
        asked = {wish.part: _ask(source, wish) for wish in list_wishes(binding, form)}
    except ValidationError:
        return None
    return BoundQuestion(question, binding, form, source, asked)


def _ask(source: FactSource, wish: Wish) -> AskedFact:
    return AskedFact(FactRequest(source.name, source.params.model_validate(wish.params)), wish.years)
