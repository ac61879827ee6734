"""Contradictions as sentences: the place, the numbers, and what to do about it, in Indonesian and English."""

from __future__ import annotations

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.text import Text
from paripurna.core.scoring.result import Contradiction, ContradictionKind, Level
from paripurna.core.scoring.sentences import fill, say

_PLACES = {
    Level.QUESTION: Text(id="Pertanyaan {place}", en="Question {place}"),
    Level.INDICATOR: Text(id="Indikator {place}", en="Indicator {place}"),
    Level.STRAND: Text(id="Bagian {place}", en="Strand {place}"),
    Level.TOTAL: Text(id="Nilai total", en="Total"),
}
_SENTENCES = {
    ContradictionKind.UNKNOWN_QUESTION: Text(
        id="{at}: tidak ada dalam edisi ini, sehingga tidak dihitung. Periksa nomornya.",
        en="{at}: does not exist in this edition and does not count. Check the number.",
    ),
    ContradictionKind.NOT_ASKED: Text(
        id="{at}: tidak berlaku untuk daerah ini, sehingga tidak dihitung. Hapus isiannya, atau periksa jenis daerahnya.",
        en="{at}: does not apply to this region and does not count. Remove it, or check the type of the region.",
    ),
    ContradictionKind.BAD_VALUE: Text(
        id="{at}: jawaban tidak dapat dinilai ({reason}), sehingga bernilai 0. Perbaiki jawabannya.",
        en="{at}: the answer cannot be scored ({reason}) and is worth 0. Mend the answer.",
    ),
    ContradictionKind.MARK_ABOVE_MAXIMUM: Text(
        id="{at}: nilai {found} melebihi maksimum {expected}, sehingga bernilai 0. Tulis nilai 0 sampai {expected}.",
        en="{at}: the mark {found} is above the maximum {expected} and is worth 0. Give a mark from 0 to {expected}.",
    ),
    ContradictionKind.MARK_BELOW_ZERO: Text(
        id="{at}: nilai {found} kurang dari nol, sehingga bernilai 0. Tulis nilai 0 sampai {expected}.",
        en="{at}: the mark {found} is below zero and is worth 0. Give a mark from 0 to {expected}.",
    ),
    ContradictionKind.INDICATOR_OVERFLOW: Text(
        id="{at}: nilai pertanyaannya berjumlah {found}, melebihi maksimum {expected}; yang dihitung {expected}. "
        "Periksa nilai pertanyaannya.",
        en="{at}: its questions won {found}, above the maximum {expected}; {expected} counts. Check the marks.",
    ),
    ContradictionKind.MAXIMA_DISAGREE: Text(
        id="{at}: nilai maksimum bagian-bagiannya berjumlah {found}, padahal maksimumnya {expected}. "
        "Perbaiki edisinya bila formulir resmi sudah ada.",
        en="{at}: the maxima of its parts add up to {found} against {expected}. Mend the edition when the official form is at hand.",
    ),
    ContradictionKind.RECORDED_TOTAL_DISAGREES: Text(
        id="{at}: nilai tercatat{what} {found}, sedangkan pertanyaannya berjumlah {expected}. Periksa sumber catatannya.",
        en="{at}: the recorded score{what} is {found}; the questions add up to {expected}. Check the source of the record.",
    ),
    ContradictionKind.RECORDED_PARTS_DISAGREE: Text(
        id="{at}: nilai tercatat {found}, sedangkan nilai tercatat bagian-bagiannya berjumlah {expected}. "
        "Periksa sumber catatannya.",
        en="{at}: the recorded score is {found}; the recorded scores of its parts add up to {expected}. "
        "Check the source of the record.",
    ),
    ContradictionKind.MISSING_ANSWER: Text(
        id="{at}: {found} dari {expected} pertanyaan terjawab; yang belum dijawab bernilai 0. Lengkapi jawabannya.",
        en="{at}: {found} of {expected} questions are answered; the others are worth 0. Complete the answers.",
    ),
}
_UNKNOWN_PART = Text(
    id="{at}: nilai {found} tercatat untuk bagian yang tidak ada dalam edisi ini. Periksa nomornya.",
    en="{at}: a score of {found} is recorded for a part that this edition does not have. Check the number.",
)
_DECLARED = Text(id=" Pertentangan ini sudah tercatat dalam edisi.", en=" The edition declares this contradiction.")
REASONS = {
    "above_maximum": Text(id="melebihi maksimum", en="above the maximum"),
    "below_zero": Text(id="kurang dari nol", en="below zero"),
    "not_a_count": Text(id="bukan bilangan bulat mulai dari nol", en="not a whole number from zero up"),
    "not_a_number": Text(id="bukan angka", en="not a number"),
    "not_above_zero": Text(id="penyebut harus lebih dari nol", en="the denominator must be above zero"),
    "not_an_item": Text(id="komponen tidak dikenal", en="an unknown component"),
    "not_an_option": Text(id="pilihan tidak dikenal", en="an unknown option"),
    "nothing_to_compare": Text(id="tidak ada angka pembanding", en="nothing to compare with"),
    "of_another_kind": Text(id="bentuk jawaban tidak sesuai", en="an answer of another kind"),
    "outside_bands": Text(id="di luar semua rentang", en="outside all bands"),
    "unreadable": Text(id="isinya tidak terbaca", en="its content is unreadable"),
}
_SUMS = {
    "indicators": Text(id=" (jumlah indikator)", en=" (sum of indicators)"),
    "questions": Text(id=" (jumlah pertanyaan)", en=" (sum of questions)"),
    "strands": Text(id=" (jumlah klaster)", en=" (sum of strands)"),
}
_NOTHING = Text(id="")


def describe(contradiction: Contradiction, language: str, edition: Edition | None = None) -> str:
    """This function will return the contradiction as a sentence in `language` ("id" or "en").

    A strand is called by its label where the edition is given, else by its code.
    """
    template = _UNKNOWN_PART if contradiction.detail == "unknown_part" else _SENTENCES[contradiction.kind]
    values = {
        "at": _name_place(contradiction, edition).in_language(language),
        "expected": contradiction.expected,
        "found": contradiction.found,
        "reason": REASONS.get(contradiction.detail.rpartition(":")[2], _NOTHING),
        "what": _SUMS.get(contradiction.detail, _NOTHING),
    }
    sentence = fill(template, values, language)
    return sentence + _DECLARED.in_language(language) if contradiction.declared else sentence


def _name_place(contradiction: Contradiction, edition: Edition | None) -> Text:
    if contradiction.level is Level.STRAND and edition:
        for strand in edition.strands:
            if strand.code == contradiction.place:
                return strand.label
    return say(_PLACES[contradiction.level], {"place": contradiction.place})
