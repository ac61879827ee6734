"""Editions as sheets use them: taken once from the shipped data, pinned by hash, read from memory afterwards."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from paripurna.core.instrument.canonical import content_hash, edition_from_json, edition_to_json
from paripurna.core.instrument.model import Edition, Question
from paripurna.platform.regions.models import City
from paripurna.platform.search import stem_text
from paripurna.rooms.sheets.models import EditionContent, EditionSnapshot, QuestionText


@lru_cache(maxsize=64)
def get_edition(snapshot_hash: str) -> Edition:
    """This function will return the edition with this hash, parsed once per process. Raises `EditionContent.DoesNotExist`."""
    content = EditionContent.objects.values_list("content", flat=True).get(snapshot__hash=snapshot_hash)
    return edition_from_json(content)


@transaction.atomic
def take_snapshot(
    edition: Edition, *, at: datetime, city: City | None = None, base: EditionSnapshot | None = None
) -> EditionSnapshot:
    """This function will keep `edition` for good and return its snapshot, the existing one when its content is known."""
    snapshot, is_new = EditionSnapshot.objects.get_or_create(
        hash=content_hash(edition),
        defaults={
            "edition": edition.id,
            "version": edition.version,
            "city": city,
            "base": base,
            "taken_at": at,
        },
    )
    if is_new:
        EditionContent.objects.create(snapshot=snapshot, content=json.loads(edition_to_json(edition)))
        _index_words(snapshot, edition)
    return snapshot


def _index_words(snapshot: EditionSnapshot, edition: Edition) -> None:
    words = {question.number: _words_of(edition, question) for question in edition.questions}
    QuestionText.objects.bulk_create(
        QuestionText(snapshot=snapshot, question=number, text=text, stems=stem_text(text))
        for number, text in words.items()
    )


def _words_of(edition: Edition, question: Question) -> str:
    evidence = {kind.code: kind.label.id for kind in edition.evidence_kinds}
    labels = (question.number, question.label.id, question.label.en, *(evidence.get(c, c) for c in question.evidence))
    return " ".join(filter(None, labels))
