"""What may be wrong with an answer, said to the person who gave it."""

from __future__ import annotations

from paripurna.core.instrument.sentences import Sentence, say_in_two

SENTENCES: dict[str, Sentence] = {
    "NOT_AN_OBJECT": say_in_two(
        "Jawaban tidak berbentuk isian bernama.",
        "The answer is not a set of named fields.",
        "Kirim jawaban sebagai objek, misalnya {example}.",
        "Send the answer as an object, for example {example}.",
    ),
    "UNKNOWN_FIELD": say_in_two(
        "Isian “{field}” tidak dikenal untuk jenis jawaban ini.",
        "The field “{field}” is not known for this kind of answer.",
        "Hapus isian itu; yang dikenal: {known}.",
        "Remove it; known fields: {known}.",
    ),
    "MISSING": say_in_two(
        "Isian “{field}” belum diisi.",
        "The field “{field}” is missing.",
        "Isi “{field}”, atau kosongkan seluruh jawaban.",
        "Fill in “{field}”, or leave the whole answer empty.",
    ),
    "NOT_TEXT": say_in_two(
        "Isian “{field}” bukan teks.",
        "The field “{field}” is not text.",
        "Tulis “{field}” sebagai teks.",
        "Write “{field}” as text.",
    ),
    "NOT_A_LIST": say_in_two(
        "Isian “{field}” bukan daftar.",
        "The field “{field}” is not a list.",
        "Kirim “{field}” sebagai daftar.",
        "Send “{field}” as a list.",
    ),
    "NOT_A_NUMBER": say_in_two(
        "“{text}” pada isian “{field}” bukan angka.",
        "“{text}” in the field “{field}” is not a number.",
        "Tulis angka saja, misalnya 62,5.",
        "Write digits only, for example 62.5 (in the API: the text “62.5”).",
    ),
    "NOT_WHOLE": say_in_two(
        "“{text}” pada isian “{field}” bukan bilangan bulat.",
        "“{text}” in the field “{field}” is not a whole number.",
        "Tulis jumlah tanpa pecahan, misalnya 4.",
        "Write a count without fraction, for example 4.",
    ),
    "TOO_LARGE": say_in_two(
        "Angka pada isian “{field}” terlalu besar atau terlalu panjang.",
        "The number in the field “{field}” is too large or too long.",
        "Periksa satuannya; paling banyak 15 angka di depan dan 6 di belakang koma.",
        "Check the unit; at most 15 digits before and 6 after the decimal point.",
    ),
    "BELOW_ZERO": say_in_two(
        "Angka pada isian “{field}” kurang dari nol.",
        "The number in the field “{field}” is below zero.",
        "Tulis nol atau lebih.",
        "Write zero or more.",
    ),
    "ZERO_DENOMINATOR": say_in_two(
        "Penyebut (isian “{field}”) tidak boleh nol.",
        "The denominator (field “{field}”) must not be zero.",
        "Isi jumlah seluruhnya, lebih dari nol.",
        "Give the whole, more than zero.",
    ),
    "UNKNOWN_CHOICE": say_in_two(
        "“{text}” bukan pilihan pada isian “{field}”.",
        "“{text}” is not a choice of the field “{field}”.",
        "Pilih salah satu: {known}.",
        "Choose one of: {known}.",
    ),
    "UNKNOWN_COLUMN": say_in_two(
        "Kolom “{text}” tidak ada dalam matriks ini ({field}).",
        "The column “{text}” is not in this matrix ({field}).",
        "Kolom yang dikenal: {known}.",
        "Known columns: {known}.",
    ),
    "NOTHING_TO_COMPARE": say_in_two(
        "Isian “{field}” belum diisi, sehingga angka sekarang tidak ada pembandingnya.",
        "The field “{field}” is missing, so the current figure has nothing to be compared with.",
        "Isi angka tahun sebelumnya atau angka rujukan.",
        "Give the earlier figure or the reference.",
    ),
    "TOO_MANY": say_in_two(
        "Isian “{field}” lebih dari {limit} baris.",
        "The field “{field}” has more than {limit} rows.",
        "Bagi atau ringkas isinya menjadi paling banyak {limit} baris.",
        "Shorten it to at most {limit} rows.",
    ),
    "NOT_PRINTABLE": say_in_two(
        "Isian “{field}” memuat karakter NUL, yang bukan teks.",
        "The field “{field}” holds a NUL character, which is no text.",
        "Hapus karakter itu, atau ketik ulang isinya.",
        "Remove that character, or type the text anew.",
    ),
    "TOO_LONG": say_in_two(
        "Teks pada isian “{field}” lebih dari {limit} huruf.",
        "The text in the field “{field}” has more than {limit} characters.",
        "Ringkas menjadi paling banyak {limit} huruf.",
        "Shorten it to at most {limit} characters.",
    ),
}


class BadValue(ValueError):
    """An answer that cannot be read: `field`, `code`, `params`, and the sentences for the person."""

    def __init__(self, field: str, code: str, **params: object) -> None:
        self.field = field
        self.code = code
        self.params = {"field": field, **params}
        self.sentence, self.remedy = SENTENCES[code].say(self.params)
        super().__init__(f"{self.sentence.en} {self.remedy.en}")

    def in_language(self, language: str) -> str:
        """This function will return what is wrong and the remedy, in `language` ("id" or "en")."""
        return f"{self.sentence.in_language(language)} {self.remedy.in_language(language)}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.field, self.code, self.params)


def _rebuild(field: str, code: str, params: dict[str, object]) -> BadValue:
    return BadValue(field, code, **{name: value for name, value in params.items() if name != "field"})
