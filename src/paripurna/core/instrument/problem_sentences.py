"""The sentences of the loader, the checker, revisions and crosswalks, by code. Data, not logic."""

from __future__ import annotations

from paripurna.core.instrument.fact_sentences import FACTS
from paripurna.core.instrument.rules import RULES
from paripurna.core.instrument.sentences import Sentence, say_in_two

_FILES = {
    "NO_FILE": say_in_two(
        "Berkas “{file}” tidak ada.",
        "The file “{file}” does not exist.",
        "Buat berkas itu, atau hapus namanya dari daftar `strands` di edition.yaml.",
        "Create it, or remove its name from `strands` in edition.yaml.",
    ),
    "NOT_YAML": say_in_two(
        "Berkas tidak terbaca sebagai YAML.",
        "The file cannot be read as YAML: {reason}.",
        "Periksa lekukan (spasi, bukan tab), titik dua, dan tanda kutip pada baris ini dan sebelumnya.",
        "Check indentation (spaces, no tabs), colons and quotes on this line and the one before.",
    ),
    "NOT_UTF8": say_in_two(
        "Berkas bukan teks UTF-8.",
        "The file is not UTF-8 text.",
        "Simpan ulang dengan penyandian UTF-8.",
        "Save it again as UTF-8.",
    ),
    "NOT_A_MAPPING": say_in_two(
        "Berkas tidak berisi isian bernama (`nama: nilai`).",
        "The file holds no named fields (`name: value`).",
        "Mulai dengan isian seperti `id:` (edition.yaml) atau `code:` (berkas bagian).",
        "Begin with fields such as `id:` (edition.yaml) or `code:` (a strand's file).",
    ),
    "DUPLICATE_KEY": say_in_two(
        "Isian “{field}” ditulis dua kali.",
        "The field “{field}” is written twice.",
        "Hapus salah satunya.",
        "Remove one of the two.",
    ),
    "ALIAS": say_in_two(
        "Jangkar dan alias YAML (& dan *) tidak dipakai dalam edisi.",
        "YAML anchors and aliases (& and *) are not used in editions.",
        "Tulis nilainya utuh di setiap tempat.",
        "Write the value out in every place.",
    ),
    "STRANDS_NOT_FILES": say_in_two(
        "`strands` di edition.yaml bukan daftar nama berkas.",
        "`strands` in edition.yaml is not a list of file names.",
        "Tulis satu nama berkas per bagian, misalnya `- 1-kelembagaan.yaml`.",
        "Write one file name per strand, for example `- 1-institutions.yaml`.",
    ),
}

_SHAPE = {
    "FIELD_MISSING": say_in_two(
        "Isian “{field}” tidak ada.",
        "The field “{field}” is missing.",
        "Tambahkan “{field}”.",
        "Add “{field}”.",
    ),
    "FIELD_UNKNOWN": say_in_two(
        "Isian “{field}” tidak dikenal.",
        "The field “{field}” is not known.",
        "Hapus atau perbaiki ejaannya; lihat edition.schema.json.",
        "Remove it or mend its spelling; see edition.schema.json.",
    ),
    "NOT_A_NUMBER": say_in_two(
        "“{text}” pada “{field}” bukan angka.",
        "“{text}” in “{field}” is not a number.",
        "Tulis angka dengan titik desimal, misalnya 4.5.",
        "Write digits with a decimal point, for example 4.5.",
    ),
    "BELOW_ZERO": say_in_two(
        "“{field}” kurang dari nol.",
        "“{field}” is below zero.",
        "Nilai tidak boleh negatif; tulis nol atau lebih.",
        "Points are never negative; write zero or more.",
    ),
    "KIND_UNKNOWN": say_in_two(
        "Jenis jawaban (`kind`) “{text}” tidak dikenal.",
        "The answer kind “{text}” is not known.",
        f"Pakai salah satu: {', '.join(RULES)}.",
        f"Use one of: {', '.join(RULES)}.",
    ),
    "NOT_ALLOWED": say_in_two(
        "“{text}” tidak diperbolehkan pada “{field}”.",
        "“{text}” is not allowed in “{field}”.",
        "Yang diperbolehkan: {known}.",
        "Allowed: {known}.",
    ),
    "WRONG_SHAPE": say_in_two(
        "Bentuk isian “{field}” salah ({reason}).",
        "The field “{field}” has the wrong shape ({reason}).",
        "Samakan bentuknya dengan contoh di editions/README.md.",
        "Give it the shape of the example in editions/README.md.",
    ),
}

_LISTS = {
    "EMPTY_LIST": say_in_two(
        "Daftar “{field}” kosong.",
        "The list “{field}” is empty.",
        "Isi paling sedikit satu, atau hapus bagiannya.",
        "Give at least one, or remove the part.",
    ),
    "LABEL_MISSING": say_in_two(
        "Label bahasa Indonesia kosong.",
        "The Indonesian label is empty.",
        "Tulis label bahasa Indonesia (`id`).",
        "Write the Indonesian label (`id`).",
    ),
    "DUPLICATE": say_in_two(
        "{what} “{text}” dipakai lebih dari sekali.",
        "{what} “{text}” is used more than once.",
        "Beri nomor atau kode lain; setiap satu hanya sekali.",
        "Give another number or code; each only once.",
    ),
    "UNKNOWN_REFERENCE": say_in_two(
        "{what} “{text}” tidak ada dalam edisi ini.",
        "{what} “{text}” is not in this edition.",
        "Perbaiki ejaannya{near}, atau tambahkan ke edisi.",
        "Mend its spelling{near}, or add it to the edition.",
    ),
    "SOURCE_MISSING": say_in_two(
        "Aturan berstatus {standing} tetapi tanpa sumber.",
        "The rule's standing is {standing} but it names no source.",
        "Tulis `source` dengan kode dari daftar `sources`, atau ubah statusnya.",
        "Write `source` with a code of the list `sources`, or change the standing.",
    ),
    "NOTE_MISSING": say_in_two(
        "Aturan disimpulkan (INFERRED) tetapi tidak menjelaskan dari apa.",
        "The rule is inferred but does not say from what.",
        "Tulis `note`: apa yang teramati dan seberapa yakin.",
        "Write `note`: what was observed and how sure it is.",
    ),
}

_POINTS = {
    "MAXIMA_DISAGREE": say_in_two(
        "{part}: nilai maksimum isinya berjumlah {found}, padahal maksimumnya {expected}.",
        "{part}: the maxima of its parts add up to {found}, but its maximum is {expected}.",
        "Perbaiki salah satunya; bila sumbernya memang bertentangan, nyatakan pada `anomalies` dengan `kind: MAXIMA`.",
        "Mend one of them; where the source contradicts itself, declare it in `anomalies` with `kind: MAXIMA`.",
    ),
    "QUESTIONS_TOTAL": say_in_two(
        "Maksimum semua pertanyaan berjumlah {found}, padahal maksimum edisi {expected}.",
        "The maxima of all questions add up to {found}, but the edition's maximum is {expected}.",
        "Telusuri indikator yang tidak berjumlah; kelebihannya dipotong pada indikator.",
        "Look for the indicators that do not add up; the excess is cut at the indicator.",
    ),
    "ANOMALY_WITHOUT_CONTRADICTION": say_in_two(
        "Pertentangan “{text}” dinyatakan, padahal nilai maksimumnya berjumlah tepat.",
        "The contradiction “{text}” is declared, but the maxima add up.",
        "Hapus pernyataan itu.",
        "Remove the declaration.",
    ),
    "POINTS_ABOVE_MAXIMUM": say_in_two(
        "Aturan memberi {found}, lebih dari nilai maksimum {expected}.",
        "The rule gives {found}, more than the maximum of {expected}.",
        "Turunkan nilai pada aturan, atau naikkan `max_points`.",
        "Lower the points of the rule, or raise `max_points`.",
    ),
    "MAXIMUM_NOT_REACHED": say_in_two(
        "Aturan paling tinggi memberi {found}; nilai maksimum {expected} tidak pernah tercapai.",
        "The rule gives at most {found}; the maximum of {expected} is never reached.",
        "Beri nilai penuh pada jawaban terbaik, atau turunkan `max_points`.",
        "Give full points to the best answer, or lower `max_points`.",
    ),
    "CHOICE_WITHOUT_ZERO": say_in_two(
        "Tidak ada pilihan bernilai nol.",
        "No option is worth zero.",
        "Tambahkan pilihan “tidak ada” bernilai 0, kecuali memang dikehendaki.",
        "Add an option “none” worth 0, unless this is intended.",
    ),
    "MANDATORY_ABOVE_MAXIMUM": say_in_two(
        "Nilai wajib {found} melebihi nilai maksimum {expected}.",
        "The mandatory points {found} exceed the maximum of {expected}.",
        "Turunkan `mandatory_points`.",
        "Lower `mandatory_points`.",
    ),
    "FAILED_GRADE_MISSING": say_in_two(
        "Ada bagian wajib, tetapi edisi tidak menyebut predikat bila wajib itu tidak terpenuhi.",
        "There are mandatory parts, but the edition names no grade for failing them.",
        "Tulis `failed_grade` dengan kode salah satu predikat.",
        "Write `failed_grade` with the code of a grade.",
    ),
    "WEIGHT_MISSING": say_in_two(
        "Edisi berbobot, tetapi bagian ini tanpa `weight`.",
        "The edition is weighted, but this strand has no `weight`.",
        "Tulis bobotnya; semua bobot berjumlah maksimum edisi.",
        "Write its weight; all weights add up to the edition's maximum.",
    ),
    "WEIGHT_UNUSED": say_in_two(
        "Bagian ini berbobot, padahal nilai edisi dijumlahkan biasa (SUM).",
        "This strand has a weight, but the edition adds points plainly (SUM).",
        "Hapus `weight`, atau tulis `combination: WEIGHTED` pada edisi.",
        "Remove `weight`, or write `combination: WEIGHTED` in the edition.",
    ),
    "WEIGHTS_DISAGREE": say_in_two(
        "Bobot bagian berjumlah {found}, padahal maksimum edisi {expected}.",
        "The weights add up to {found}, but the edition's maximum is {expected}.",
        "Perbaiki bobot sehingga berjumlah {expected}.",
        "Mend the weights so that they add up to {expected}.",
    ),
    "GATE_ABOVE_MAXIMUM": say_in_two(
        "Syarat menuntut {found} dari pertanyaan {text}, yang maksimumnya {expected}.",
        "The gate asks for {found} from question {text}, whose maximum is {expected}.",
        "Turunkan `at_least`.",
        "Lower `at_least`.",
    ),
    "GATE_CYCLE": say_in_two(
        "Syarat berputar: {text}.",
        "The gates go round: {text}.",
        "Hapus salah satu `gate` dalam putaran itu.",
        "Remove one `gate` of the circle.",
    ),
}

_RULES = {
    "BANDS_OVERLAP": say_in_two(
        "Rentang {found} dan {expected} tumpang tindih.",
        "The bands {found} and {expected} overlap.",
        "Geser batasnya, atau ubah apakah batas itu ikut dihitung (`low_included`, `high_included`), "
        "agar setiap angka masuk tepat satu rentang.",
        "Move a limit, or change whether a limit counts (`low_included`, `high_included`), "
        "so that every number is in exactly one band.",
    ),
    "BANDS_GAP": say_in_two(
        "Ada celah antara rentang {found} dan {expected}.",
        "There is a gap between the bands {found} and {expected}.",
        "Sambung batasnya, atau masukkan batas itu ke salah satu rentang.",
        "Join the limits, or include the limit in one of the bands.",
    ),
    "BANDS_START": say_in_two(
        "Rentang terendah mulai dari {found}; angka di bawahnya tidak masuk rentang mana pun.",
        "The lowest band begins at {found}; numbers below it are in no band.",
        "Mulai dari 0 (termasuk), atau hapus `low` pada rentang terendah.",
        "Begin at 0 (included), or remove `low` from the lowest band.",
    ),
    "BANDS_END": say_in_two(
        "Rentang tertinggi berakhir di {found}; angka di atasnya tidak masuk rentang mana pun.",
        "The highest band ends at {found}; numbers above it are in no band.",
        "Hapus `high` pada rentang tertinggi.",
        "Remove `high` from the highest band.",
    ),
    "BAND_EMPTY": say_in_two(
        "Rentang {found} tidak memuat angka apa pun.",
        "The band {found} holds no number.",
        "Tukar atau perbaiki `low` dan `high`.",
        "Swap or mend `low` and `high`.",
    ),
    "POLARITY_REVERSED": say_in_two(
        "Nilai bergerak berlawanan dengan arah pertanyaan ({polarity}): {found} lalu {expected}.",
        "The points run against the question's polarity ({polarity}): {found}, then {expected}.",
        "Balik urutan nilainya, atau ubah `polarity` pertanyaan.",
        "Reverse the points, or change the question's `polarity`.",
    ),
    "LINEAR_FLAT": say_in_two(
        "`zero_at` dan `full_at` sama, sehingga nilainya tidak dapat dihitung.",
        "`zero_at` and `full_at` are equal, so no points can be worked out.",
        "Beri dua angka yang berbeda.",
        "Give two different numbers.",
    ),
    "RATIO_WITHOUT_STEPS": say_in_two(
        "Rasio tanpa `bands` dan tanpa `zero_at` + `full_at`.",
        "The ratio has neither `bands` nor `zero_at` + `full_at`.",
        "Beri salah satunya.",
        "Give one of the two.",
    ),
    "RATIO_WITH_BOTH": say_in_two(
        "Rasio memuat `bands` sekaligus `zero_at`/`full_at`.",
        "The ratio has both `bands` and `zero_at`/`full_at`.",
        "Hapus salah satunya.",
        "Remove one of the two.",
    ),
}

_GRADES = {
    "GRADES_OVERLAP": say_in_two(
        "Predikat {found} dan {expected} tumpang tindih.",
        "The grades {found} and {expected} overlap.",
        "Atur `high_included` dan `low_included` agar setiap nilai masuk tepat satu predikat.",
        "Set `high_included` and `low_included` so that every total is in exactly one grade.",
    ),
    "GRADES_GAP": say_in_two(
        "Ada celah antara predikat {found} dan {expected}.",
        "There is a gap between the grades {found} and {expected}.",
        "Sambung batas keduanya.",
        "Join their limits.",
    ),
    "GRADES_COVER": say_in_two(
        "Predikat mencakup {found}, padahal skala edisi {expected}.",
        "The grades cover {found}, but the edition's scale is {expected}.",
        "Mulai dari 0 (termasuk) sampai maksimum edisi (termasuk).",
        "Run from 0 (included) to the edition's maximum (included).",
    ),
}

_CHANGES = {
    "QUESTION_UNKNOWN": say_in_two(
        "Pertanyaan “{text}” tidak ada dalam edisi {expected}.",
        "Question “{text}” is not in the edition {expected}.",
        "Perbaiki nomornya{near}.",
        "Mend its number{near}.",
    ),
    "CHANGED_TWICE": say_in_two(
        "“{text}” diubah lebih dari sekali dalam satu revisi.",
        "“{text}” is changed more than once in one revision.",
        "Gabungkan menjadi satu perubahan.",
        "Join them into one change.",
    ),
    "OFFICIAL_RULE": say_in_two(
        "Aturan pertanyaan “{text}” resmi; mengubahnya harus disengaja.",
        "The rule of question “{text}” is official; changing it must be deliberate.",
        "Nyatakan `replaces_official: true` bila memang hendak menggantinya.",
        "State `replaces_official: true` if you mean to replace it.",
    ),
    "STANDING_NOT_ALLOWED": say_in_two(
        "Revisi lokal tidak dapat berstatus {text}.",
        "A local revision cannot have the standing {text}.",
        "Pakai LOCAL (ketetapan daerah) atau OFFICIAL (formulir resmi).",
        "Use LOCAL (decided by the city) or OFFICIAL (the official form).",
    ),
    "CHANGE_DOES_NOT_FIT": say_in_two(
        "`{field}` tidak ada pada aturan berjenis {text}.",
        "A rule of the kind {text} has no `{field}`.",
        "Ganti seluruh aturannya (`rule`), atau hapus `{field}`.",
        "Replace the whole `rule`, or leave `{field}` out.",
    ),
    "NOTHING_CHANGED": say_in_two(
        "Perubahan “{text}” tidak mengubah apa pun.",
        "The change of “{text}” changes nothing.",
        "Isi yang hendak diubah, atau hapus dari revisi.",
        "Fill in what should change, or leave it out.",
    ),
    "PART_UNKNOWN": say_in_two(
        "Bagian “{text}” tidak ada dalam edisi {expected}.",
        "The part “{text}” is not in the edition {expected}.",
        "Tulis nomor indikator atau kode bagian{near}.",
        "Write an indicator's number or a strand's code{near}.",
    ),
}

_CROSSWALK = {
    "WRONG_EDITION": say_in_two(
        "Jembatan ini untuk {found}, bukan {expected}.",
        "This crosswalk is for {found}, not {expected}.",
        "Pakai jembatan yang menyebut kedua edisi itu.",
        "Use the crosswalk that names these two editions.",
    ),
    "LINK_SHAPE": say_in_two(
        "Hubungan {text} menuntut {expected}, bukan {found} (lama → baru).",
        "A link {text} asks for {expected}, not {found} (old → new).",
        "Perbaiki daftar `old` dan `new`, atau jenis hubungannya.",
        "Mend the lists `old` and `new`, or the kind of link.",
    ),
    "NOT_ACCOUNTED": say_in_two(
        "Pertanyaan {side} “{text}” tidak disebut dalam jembatan.",
        "The {side} question “{text}” is not accounted for.",
        "Tambahkan hubungannya (pertanyaan lama tanpa padanan: RETIRED; baru: NEW).",
        "Add its link (an old one without successor: RETIRED; a new one: NEW).",
    ),
    "ACCOUNTED_TWICE": say_in_two(
        "Pertanyaan {side} “{text}” disebut lebih dari sekali.",
        "The {side} question “{text}” is accounted for more than once.",
        "Sisakan satu hubungan.",
        "Leave one link.",
    ),
    "NOT_IN_EDITION": say_in_two(
        "Pertanyaan {side} “{text}” tidak ada dalam edisinya.",
        "The {side} question “{text}” is not in its edition.",
        "Perbaiki nomornya{near}.",
        "Mend its number{near}.",
    ),
    "NOT_THE_SAME": say_in_two(
        "{text} berjenis {found}, padahal nilai maksimumnya berubah dari {old} menjadi {new}.",
        "{text} is linked as {found}, but its maximum changed from {old} to {new}.",
        "Pakai RESCALED.",
        "Use RESCALED.",
    ),
    "NOT_RESCALED": say_in_two(
        "{text} berjenis RESCALED, padahal nilai maksimumnya tetap {old}.",
        "{text} is linked as RESCALED, but its maximum stays {old}.",
        "Pakai SAME atau RENAMED.",
        "Use SAME or RENAMED.",
    ),
}

SENTENCES: dict[str, Sentence] = {
    **_FILES,
    **_SHAPE,
    **_LISTS,
    **_POINTS,
    **_RULES,
    **_GRADES,
    **_CHANGES,
    **_CROSSWALK,
    **FACTS,
}
