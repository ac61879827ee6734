"""Which column holds what: guessed from the headings, chosen by a person, remembered by the headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.importing.types import Mapping_, Target
from paripurna.rooms.assessment.models import ColumnMemory
from paripurna.rooms.assessment.rulers import language

LABELS = {
    Target.IGNORE: _("do not import"),
    Target.NUMBER: _("Number of the question"),
    Target.ANSWER: _("Answer"),
    Target.NOTE: _("Note"),
    Target.RECORDED_INDICATOR: _("Recorded total of the indicator (only compared)"),
    Target.RECORDED_STRAND: _("Recorded total of the cluster (only compared)"),
    Target.RECORDED_TOTAL: _("Recorded total of the whole (only compared)"),
}
WORDS = {
    Target.NUMBER: {
        "number",
        "nomor",
        "no",
        "kode",
        "no pertanyaan",
        "nomor pertanyaan",
        "question number",
        "id",
        "kode soal",
    },
    Target.ANSWER: {"answer", "jawaban", "isian"},
    Target.NOTE: {"note", "catatan", "keterangan"},
}
TOTAL_WORDS = {"jumlah", "total", "sum", "recorded", "tercatat"}
PARTS = {
    Target.RECORDED_INDICATOR: {"indikator", "indicator"},
    Target.RECORDED_STRAND: {"klaster", "cluster"},
}
WHOLE = {"total", "jumlah", "nilai total", "total nilai", "jumlah nilai", "grand total", "total score"}
MARK_WORDS = {"mark", "nilai", "skor", "score", "points", "poin"}
REASON_WORDS = {"reason", "alasan"}
CODE_WORDS = {"code", "kode"}
OWN_STAGE_HEADS = ("points:", "poin:")


def list_targets(edition: Edition) -> list[tuple[str, str]]:
    """This function will return every target with its label, marks and reasons for each stage that gives marks."""
    fixed = [(target.value, str(label)) for target, label in LABELS.items()]
    for stage in edition.stages:
        if stage.marks:
            label = stage.label.in_language(language())
            fixed.append((f"{Target.MARK}:{stage.code}", str(_("Mark: %(stage)s")) % {"stage": label}))
            fixed.append((f"{Target.REASON}:{stage.code}", str(_("Reason: %(stage)s")) % {"stage": label}))
            code = str(_("Code of the reason: %(stage)s")) % {"stage": label}
            fixed.append((f"{Target.REASON_CODE}:{stage.code}", code))
    return fixed


def guess_mapping(headings: Sequence[str], edition: Edition) -> dict[int, str]:
    """This function will guess a target for each heading; each target is given once, the first heading wins."""
    taken: set[str] = set()
    guessed: dict[int, str] = {}
    for position, heading in enumerate(headings):
        target = _guess(_fold(heading), edition)
        guessed[position] = target if target not in taken else Target.IGNORE.value
        taken.add(target)
    return guessed


def _guess(heading: str, edition: Edition) -> str:
    if heading.startswith(OWN_STAGE_HEADS):
        return Target.IGNORE.value  # points that follow from the answers: computed, never imported
    for target, words in WORDS.items():
        if heading in words:
            return target.value
    if (total := _guess_total(heading)) is not None:
        return total.value
    for stage in edition.stages:
        names = {_fold(stage.label.id), _fold(stage.label.en), _fold(stage.code)} - {""}
        if stage.marks and any(name in heading for name in names):
            return f"{_guess_of_stage(heading)}:{stage.code}"
    words = set(heading.split())
    if words & MARK_WORDS and edition.stages:
        hit = _find_by_word(words, edition)
        return f"{Target.MARK}:{hit}" if hit else Target.ASK.value
    return Target.IGNORE.value


def _guess_of_stage(heading: str) -> Target:
    words = set(heading.replace(":", " ").split())
    if not words & REASON_WORDS:
        return Target.MARK
    return Target.REASON_CODE if words & CODE_WORDS else Target.REASON


def _find_by_word(words: set[str], edition: Edition) -> str:
    """The stage that a word of the heading belongs to and to no other: "nilai mandiri". Marks are never guessed to a stage."""
    names = {
        stage.code: set(_fold(f"{stage.code} {stage.label.id} {stage.label.en}").split()) for stage in edition.stages
    }
    marked = [stage.code for stage in edition.stages if stage.marks]
    hits = [code for code in marked if any(_is_only(word, code, names) for word in words & names[code])]
    return hits[0] if len(hits) == 1 else ""


def _is_only(word: str, code: str, names: dict[str, set[str]]) -> bool:
    return len(word) > 1 and all(word not in known for other, known in names.items() if other != code)


def _guess_total(heading: str) -> Target | None:
    words = set(heading.split())
    if heading in WHOLE:
        return Target.RECORDED_TOTAL
    if not words & (TOTAL_WORDS | MARK_WORDS) or any(word.startswith("maks") for word in words):
        return None
    return next((target for target, names in PARTS.items() if words & names), None)


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9:]+", " ", text.lower()).strip()


def hash_headings(headings: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(_fold(heading) for heading in headings).encode()).hexdigest()


def recall_mapping(city: City, headings: Sequence[str], edition: Edition) -> dict[int, str]:
    """This function will return the mapping that the city chose last time for these headings, else a guess."""
    known = {value for value, _label in list_targets(edition)}
    found = ColumnMemory.objects.filter(city=city, headings_hash=hash_headings(headings)).first()
    if found is None:
        return guess_mapping(headings, edition)
    return {int(column): target for column, target in found.mapping.items() if target in known}


def remember_mapping(*, city: City, headings: Sequence[str], mapping: Mapping_, at: datetime) -> None:
    """This function will keep the mapping for the next workbook with these headings."""
    ColumnMemory.objects.update_or_create(
        city=city,
        headings_hash=hash_headings(headings),
        defaults={"mapping": {str(column): target for column, target in mapping.items()}, "used_at": at},
    )
