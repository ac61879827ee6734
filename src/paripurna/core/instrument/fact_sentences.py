"""The sentences of the checker of facts, by code. Data, not logic."""

from __future__ import annotations

from paripurna.core.instrument.sentences import Sentence, say_in_two

FACTS: dict[str, Sentence] = {
    "OTHER_EDITION": say_in_two(
        "Berkas ini milik edisi “{text}”, bukan “{wanted}”.",
        "This file belongs to the edition “{text}”, not to “{wanted}”.",
        "Perbaiki isian `edition`, atau pindahkan berkasnya.",
        "Mend the field `edition`, or move the file.",
    ),
    "SOURCE_UNKNOWN": say_in_two(
        "Sumber fakta “{text}” tidak terdaftar.",
        "No register offers a source of facts “{text}”.",
        "Perbaiki ejaannya{near}; daftarnya di docs/reference/facts.md.",
        "Mend its spelling{near}; docs/reference/facts.md lists them.",
    ),
    "FORM_UNKNOWN": say_in_two(
        "Bentuk jawaban (`give`) “{text}” tidak dikenal.",
        "The form of the answer (`give`) “{text}” is not known.",
        "Pakai salah satu: steps, codes, items, number, share, change, rows, mark.",
        "Use one of: steps, codes, items, number, share, change, rows, mark.",
    ),
    "FORM_DOES_NOT_FIT": say_in_two(
        "Bentuk “{form}” tidak dapat menjawab pertanyaan berjenis {kind}.",
        "The form “{form}” cannot answer a question of the kind {kind}.",
        "Pilih bentuk yang sesuai; lihat docs/reference/facts.md.",
        "Choose a form that fits; see docs/reference/facts.md.",
    ),
    "MARK_NEEDS_ONE_RULE": say_in_two(
        "Nilai yang diusulkan memerlukan `steps` atau `full_at`, satu saja.",
        "A suggested mark needs `steps` or `full_at`, one of the two.",
        "Tulis salah satunya.",
        "Write one of them.",
    ),
    "MARK_ABOVE_MAXIMUM": say_in_two(
        "Nilai {points} melebihi maksimum {maximum}.",
        "The points {points} exceed the maximum {maximum}.",
        "Tulis paling banyak {maximum}.",
        "Write {maximum} at most.",
    ),
    "BAD_PARAMS": say_in_two(
        "Parameter “{field}” tidak diterima oleh {source}: {reason}.",
        "The parameter “{field}” is not accepted by {source}: {reason}.",
        "Perbaiki parameternya; lihat docs/reference/facts.md.",
        "Mend the parameter; see docs/reference/facts.md.",
    ),
    "ANSWERED_TWICE": say_in_two(
        "Pertanyaan {text} disebut lebih dari sekali.",
        "The question {text} is named more than once.",
        "Sebut sekali saja: dijawab data, atau dijawab manual.",
        "Name it once: answered by data, or by people.",
    ),
    "ANSWERED_BY_NOBODY": say_in_two(
        "Pertanyaan {text} tidak terikat pada data dan tidak disebut manual.",
        "The question {text} is neither bound to data nor listed as manual.",
        "Ikat pada sumber fakta, atau sebutkan mengapa dijawab manual.",
        "Bind it to a source of facts, or say why people answer it.",
    ),
}
