"""Every indicator and question of an edition with the route that leads to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.core.instrument.problem import Route


def walk_strands(edition: Edition) -> Iterator[tuple[Route, Strand]]:
    """This function will return every strand with its route."""
    for index, strand in enumerate(edition.strands):
        yield ("strands", index), strand


def walk_indicators(edition: Edition) -> Iterator[tuple[Route, Indicator]]:
    """This function will return every indicator with its route."""
    for route, strand in walk_strands(edition):
        for index, indicator in enumerate(strand.indicators):
            yield (*route, "indicators", index), indicator


def walk_questions(edition: Edition) -> Iterator[tuple[Route, Question]]:
    """This function will return every question with its route."""
    for route, indicator in walk_indicators(edition):
        for index, question in enumerate(indicator.questions):
            yield (*route, "questions", index), question


def nearest(word: str, known: Iterable[str]) -> dict[str, object]:
    """This function will return the parameter `near`: a guess at what was meant, in both languages, or nothing."""
    guesses = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return {"near": f" → “{guesses[0]}”" if guesses else ""}
